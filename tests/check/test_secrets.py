"""The rule of secrets finds what opens a door, and no hash, name or stand-in."""

from __future__ import annotations

import pytest

# Put together here, so that no scanner takes this file for a leak.
SECRETS = [
    "AKIA" + "QYLPMN5HHHFPZAM2",
    "ghp_" + "a8Kd93Kdl20sKq83Lz0Pq7Wn5Tb2Yc6Vx1Ru",
    "glpat-" + "x7Yq2Lm9Kd4Rt6Wv8Zb1",
    "xoxb-" + "123456789012-abcdefGHIJKLmnopqrst",
    "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "AIza" + "SyD3k9Lq0Zr7Xw2Vb5Nm8Kj1Hg4Fd6Sa0Pq",
    "npm_" + "b7Kd93Kdl20sKq83Lz0Pq7Wn5Tb2Yc6Vx1Ru",
    "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "-----BEGIN RSA PRIVATE " + "KEY-----",
    "postgres://app:" + "t0psecr3t@db.corp.net/main",
    "glsa_" + "Zx81kQm2bWv0TnPq4RcYd7Lf9HsJa3Ue_1a2b3c4d",
    "https://bucket.s3.corp.net/log?X-Amz-Expires=900&X-Amz-Signature="
    + "3b1f0c9d7e5a4826b8d0f1e2c3a4958677665544a1b2c3d4e5f60718293a4b5c",
    "https://store.blob.corp.net/dump?se=2024&sig=" + "k3Jd82Ls0Qm4Xz7Vb1Nc6Rt9Yw5Ef2Gh8Ui0Op4As6D%3D",
    "password: " + "Tr0ub4dor&3x",
    "password=" + "hunter2hunter2",
    "DB_PASSWORD=" + "kX9#mQ2vL7pR",
    'api_key = "' + 'a8f3K9d2L7q5Z1x4"',
    "Authorization: Bearer " + "a8f3K9d2L7q5Z1x4b6N0",
    "https://hooks.slack.com/services/T0123ABCD/" + "B0123ABCD/abcdefghijklmnopqrstuvwx",
    "https://discord.com/api/webhooks/123456789012345678/" + "a8Kd93Kdl20sKq83Lz0Pq7Wn5Tb2Yc6Vx1Rua8Kd93Kd",
    "AccountKey=" + "a8Kd93Kdl20sKq83Lz0Pq7Wn5Tb2Yc6Vx1Rua8Kd93Kdl20sKq83Lz0Pq7Wn5Tb2Yc6Vx1Rua8Kd93Kdl20sKq==",
    "hf_" + "a8Kd93Kdl20sKq83Lz0Pq7Wn5Tb2Yc6Vx1",
    "dapi" + "3b1f0c9d7e5a4826b8d0f1e2c3a49586",
    "Server=db;User Id=sa;Password=" + "P4ss!w0rdX;",
    "curl -u admin:" + "S3cr3tPw9 https://x.corp.net",
    "wget --user admin:" + "S3cr3tPw9 corp.net/dump",
    "mysql -u root -p" + "S3cr3tPw9",
    "**Password:** " + "kX9#mQ2vL7pR",
    "| password | " + "kX9#mQ2vL7pR |",
    'the password "' + 'kX9#mQ2vL7pR"',
    "Passwort: " + "kX9#mQ2vL7pR",
    "DB_PASS=" + "kX9mQ2vL7pR",
    "?token=" + "kX9mQ2vL7pRw3Zt6Lq",
    "Authorization: token " + "a8f3K9d2L7q5Z1x4b6N0",
    "bkua_" + "8ae8f3499e904f3b5888c1c5c2e51dc29a211bbb",
    "tskey-auth-" + "uUek6uuTjSd5-Hbky3wA41F6uBkeCZvdb1Oa4fAj",
    "1ed511b327f2f171fc118de91165c672" + "-us12",
    "sk.eyJ" + "1IjoieCIsImEiOibgaclUqbwCkHRxCtV8A9pWVIj82Slo.Kinjjg4yRMFnIfUvgDx4F5",
    "otpauth://totp/x?" + "secret=FH4RXVHYZ4QIJ5WRLL2AZUQMJ35HSYCM",
    "admin:$apr1$" + "9puLqlh0$PLGfovpQcp5ihzHb6dvhBt",
    'SECRET_KEY = "' + 'GAgDAeoAb8KIsPgRGu7x8eDygkXphNIgfPQIyBhr"',
    "SNYK_TOKEN=" + "686c6f19-bfbe-c8d9-b6ff-b0148ec39634",
    "VAULT_TOKEN=" + "s.aaXnAoGTNpYtdZGpcSy4wXbJ",
    "Cookie: session=" + "Pzlmi6FkRGC7Kw6bjBrKFGI85nJpQkAJYq1usNgm",
    "deploy --password " + "kX9mQ2vL7pR",
    "machine corp.net login app password " + "kX9mQ2vL7pR",
    "<password>" + "kX9mQ2vL7pR</password>",
    'the root password was "' + 'kX9mQ2vL7pR"',
    "datadog api key: " + "2eb4204b008ec2166e0f28f015cd160d",
    "mysql://root:" + "p%40ss%21word@db",
    "Authorization: SSWS " + "00uMDiDpe6x8NbalZBfriWPxvXnjsH55SJfshgPzxt",
    '"auth": "' + 'sb67nMX7kf213LG3lumbdOfvSkAjxf5MRXtfPmi0=="',
    "пароль: " + "kX9mQ2vL7pR",
    "비밀번호: " + "kX9mQ2vL7pR",
    "密码是 " + "kX9mQ2vL7pR",
    "wachtwoord: " + "kX9mQ2vL7pR",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_found_wherever_it_stands(make, diagnose, secret):
    """In prose, in code, in a comment and in the front matter; never repeated in the message."""
    for text in (f"It was {secret} all along.", f"```\n{secret}\n```", f"<!-- {secret} -->"):
        (found,) = [each for each in diagnose(make(new=f"\n{text}\n")) if each.rule == "secret"]
        assert found.level == "error"
        assert secret[-8:] not in found.message
    assert any(each.rule == "secret" for each in diagnose(make(title=secret)))


@pytest.mark.parametrize(
    "text",
    [
        "commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "trace 4bf92f3577b34da6a3ce929d0e0e4736, id 123e4567-e89b-12d3-a456-426614174000",
        "The password was rotated: see the ticket.",
        "password: <redacted>",
        "password: ********",
        "password: ${DB_PASSWORD}",
        "password: changeme123",
        "api_key = os.environ['API_KEY']",
        "secret: kubernetes.io/service-account-token",
        "AKIAIOSFODNN7EXAMPLE",
        "postgres://user:password@localhost/db",
        "postgres://user:$PASSWORD@localhost/db",
        "ssh://git@example.com:22/repo.git",
        "https://example.com:8443/a@b",
        "The token: expired.",
        "secretName: tls-certificate-2023",
        "key: value",
        "basic authentication was switched off",
        "-----BEGIN CERTIFICATE-----",
        "| Secret | db-credentials-2023 |",
        "the password `prod-db-2` was rotated",
        "sync token: 4bf92f3577b34da6a3ce929d0e0e4736",
        "All tests pass: 128 of them",
        "curl -u user https://example.com",
        "mysql -u root -p",
        "token: see the vault",
        "the hf_transfer library",
        "monkey-3b1f0c9d7e5a4826b8d0f1e2c3a49586",
        "sk-ip the next step",
        "the flag --password was left out, and --token too",
        "primary_key=user_20240301_0007 and CACHE_KEY=user:42",
        "Cookie: theme=dark; a cookie: it expired",
        "the password is 12 characters long, the secret was rotated2",
        "postgres://user:%s@localhost/db and postgres://user:%DB_PASS%@localhost/db",
        "it cost $1$ or $5",
    ],
)
def test_what_only_looks_like_a_secret_is_silent(make, check, text):
    """Hashes, ids, names of variables, stand-ins, prose."""
    assert check("secret", make(new=f"\n{text}\n")) == []


def test_a_secret_that_was_let_be_is_told_again_in_a_public_report(make, diagnose):
    """A baseline knows a finding by its message: to publish the report makes another one of it."""
    found = [
        {
            each.message
            for each in diagnose(make(visibility=visibility, new=f"\n{SECRETS[0]}\n"))
            if each.rule == "secret"
        }
        for visibility in ("internal", "public")
    ]
    assert found[0] and found[1] and found[0].isdisjoint(found[1])
