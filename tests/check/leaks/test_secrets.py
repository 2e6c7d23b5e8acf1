"""Secrets are reported, but no hashes, names or stand-ins."""

from __future__ import annotations

import gzip
from base64 import b64encode, urlsafe_b64encode
from datetime import UTC, datetime

import pytest

from mkdocs_postmortems.project import Folder, Scope, load_project
from mkdocs_postmortems.read.report import ReportReader
from mkdocs_postmortems.settings import Settings
from tests.building import make_report

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
    "パスワードは" + "kX9mQ2vL7pRです。",
    "密码是" + "kX9mQ2vL7pR，请更换。",
    "密码为" + "kX9mQ2vL7pR",
    "비밀번호는 " + "kX9mQ2vL7pR입니다",
    "パスワードを「" + "kX9mQ2vL7pR」に変更",
    "口令：" + "kX9mQ2vL7pR",
    "пароль " + "kX9#mQ2vL7pR",
    "كلمة المرور: " + "kX9mQ2vL7pR",
    "mật khẩu: " + "kX9mQ2vL7pR",
    "salasana: " + "kX9mQ2vL7pR",
    "रहस्य पासवर्ड: " + "kX9mQ2vL7pR",
    "鍵AKIA" + "QWERTYUIOPASDFGHを削除",
    "トークンはnpm_" + "a8f3K9d2L7q5Z1x4b6N0a8f3K9d2L7q5Z1x4です。",
    "アドレスはhttps://admin:" + "kX9mQ2vL7pR@db.corp.netです",
    "A3-UJZDE" + "8-GXD6NC-F10EP-F91DH-ODZDO-C9IS0",
    "p8e-jIh" + "KtJ0RlgLKOmxgJTeKdNnFRIBXuDL7",
    "LTAI" + "G8NPRVdD53X83RZJzzzz",
    "1/17603137" + "21590109:43b026c48bbf33feff9243a8f506b409",
    "2/14852538885" + "39336/3387500474395755:2737f6a6f0fb23c6f5da2cec255404e4",
    "dG9rOjpWLuqI" + "A1id6Vw5DQL05HA064GiIjHGb3CXlMaXZjljENUhJduRHHJ=",
    "DISCORD_TOKEN=" + "MTEEYXg4JdpmrcXgGCJbW56e.4PzJ59.G8pSH4487q7J58m1CiAhzCueQpBenQtYh5Xj8T",
    "Authorization:" + " Bot MTEPQxjq4i9DoV8gz4FkQ1ok.3ZR1zT.ufUxbvJDCTbyvHNsG9eh6Yo4gfqrc5XlrWi0B2",
    "https://discor"
    + "d.com/api/v10/webhooks/669641546316728594/FalHlsZfYcMMDktXP-tKsf2rcDkdfrUnW5gcF_Ha6ili8GjHEAD6-Wj9KfzjsQGMrb9h",
    "https://ptb.di"
    + "scordapp.com/api/webhooks/8524859588829452815/6j5IXAAjlsHUqJoUD-_Ydua_5ZMs1SWOpQ"
    + "aPRYpzbLGViYXjU2JgJngKtFI3OyV2dZAk",
    "4b1dd7UA" + "CNWiP3sFd67JikEAvstqVVPqzPptEJQzhk",
    "Pke8Q~nG" + "5ZFJoC6vWCBiJmpflvJfupxqZKm4bV3A",
    "ABSKyAVHnyrvWd"
    + "FrK9xiRGHOY32nfr5pyzPCB9t2039bicBTW5ZE9LFaez7770H2DCpYgojjHRg80USP2W5DfJXcaYioK6"
    + "cPTt9iOqHOBSWhgetH8LmyqoYMaaIt==",
    "duffel_live" + "_6JOF8EFd0Nhcy-1kGD2VD-eR1UYzaLiA-zNyD7CHLn-",
    "EZAKNl5oFA6" + "Qd8Mj7zdnbMjAdTdlzC5T4uUhf7kvmlP7HVDctQUy1xvCkg",
    "FLWSECK_T" + "EST-0282bd36cb9d21f6be6abf0d7c1c1e21-X",
    "fio-u-GyiRUIQf" + "HOJMaidDn87XG3-q-xbMtEPO6UkzYuF0ie9Pu2njHkAm1-5wDr16EpLL",
    "GR134" + "8941JIVGHz4FxFEtKyPiYGFD",
    "glffc" + "t-m7ena8D5VfLDpgyyjVw5",
    "_gitlab_s" + "ession=3c425c8d99d19bdd0b6cc60d5d32cbe5",
    "eyJrIjoiiadJjP" + "Z6zfKN7xVGkjwskHk7egyFWZY9Zmti18c6EudM7Oyf5TNS05kOY2oNzN2m1ElKncz8HkywhjpU",
    "pat.yfePpX6N1N" + "F2XV54wca_7E.ee5fc324bdb2e1142a21c402.NUS0hmi4Fs9Z6YkRYU7o",
    "HRKU-AAiSGuPJ" + "6sG9AHEOVezxZuJPWvHogU5nGYVHWVsUQk4DwgLGNOaeCtL31Ugq",
    "api_org_" + "FoNPcbdaKwtgHwIoALtLinxNEkiaZpTjCg",
    "eOj3QY_r" + "zZq9adP0J5wMPLCM7HUFpk5acdIb_mmk",
    "NRII-zl" + "pkd6XgaNJQ8mjAmHMPGPPA0NlGtetO",
    "API-D4" + "8AY13F2LOGQOCHVQDR917QSN",
    "sha256~kbv" + "HEzuPyXQEW88ad3DNBYjvsedonuSsddfrfifiUzi",
    "access-pro" + "duction-c3766311-29f3-4369-aad8-0b891baf90d0",
    "pnu_BHXg" + "wETdIKnT30fK0skBaHmsWWdawFgFSY0l",
    "rdme_5w6qksno5" + "khf59guwgzzf1bxntq186kyo3i8cwu7j29uk32qoiv3p6mrtjjpu7wkpumqgk",
    "tk-us-nzXt" + "sMM3JznnJAX7ebZ3CL7csGZaF31DDxp63OHm1FZuG296",
    "xkeysib-0d5a0c" + "f318656b3e6f0bade65c3b188cc102ddb8379c7ce65426f74bde94fb78-TyRqBRlEaZUZrwpP",
    "sm_p" + "at_tuEFBNOfQ5xj7t2y",
    "shippo_liv" + "e_12a4b0062983475eb46c5296f62e338d74ff1fe4",
    "EAAA_F-vauP7" + "-L7V21jxUdcfQm9_seB1qRmUR8AK3R2GgLLT-ZQISA-pQyOMqlfZ",
    "squ_c1c9" + "3016f1c4261e5351d30b49895d1a0d1f13dc",
    "tfp_5ibXt80n" + "k8Btb2abplBpq8cJF5xgUskL-6GgebhbkXNNv_hOV48vsoUu19X",
    "AQVN5IQL" + "JhQbtN2FWXWD5KaPHI2ufKssJ-Sk_WzD",
    "phx_tMdRz" + "DTn7qLWaYyDIfIZwXeozLH5q41HuEGLmmnmflZ",
    "napi_sxwz7jpc" + "5xgx3fjubwr7bgcn5nqr1g2iqcvmlyfbdc9x35ezhfquof6zl2kxpolc",
    "rnd_8q8" + "wd5J5b16dqYGTVPWEdgjuWa8mRVtL",
    "CFPAT-4n8" + "PVGXpV9Wv4Esb7yeuCjVr5mXcj5RPD9oUsQChx5s",
    "C3jrAApjbrK1sv" + "ZkqFguD5EhjGdO5YQ7nJE1shqWmxBqp7pgysA5kd1UsjObCZGvGiCaY18HslxBAZDOc6An",
    "AAAAJxrxDwz:AP"
    + "A91bkl-JwAryNzbi0hSQK-lb09rIFxUeuVaT5jpTFPWhLn-5drcFlCxvnNGdcmyHc7E4nSmwfIp7-Jop"
    + "pZrDDs7YvcX1eYgURZEQ3PZgPsTF2bUnxiP3zcCr1Y6ffeIIemGpb3EfKo",
    "amzn.mws." + "9b53182e-4e34-9d98-729e-7c6be9ff907a",
    "ATTA76cc0b57a" + "af89691052be1ceb374dab4683f84d30d3fc4d83cee9b9bcca0fce9",
    "sl.BxMs3WDlQPF"
    + "PA2bdgG-MN33X7TfS5biDm0VZty1_Z4RlvUOUjNwoLR1uLAy0xhnTf0baNaMYmbdzw-Isz0psundmjv_"
    + "73hbPsETJveImiSy5XcgCYf4gEFCfuwOa6M1G-iF",
    "EAACRyRTLoAtz4"
    + "TFbY3pflkwyla4szJxhvI3yvzPe9hB06wJpymDswpBcrQbvZjpTifmrI1YiJCD1YZpkxwnUzyO9Lnt8E"
    + "Gno2CRi8TqM5CLxIpzMGni3WhRGfI2rVXWybQTKjtayTfSlX2oumQ5geJ6xZ",
    "IGQVJGWtmeTtfo"
    + "si0Tzswz26DXO4O33i7rlbxRZQSw5AbQTSDp2zw5Oglshr6MUoTRczcMkBmWtjyVcJtOO8lK1oKFTHq7"
    + "BQRKw7ah1WXPs5c42LMSdpRhcYunX6wV6fASVzVN1orHfw88BC7vSGVS11OOC",
    "00DGdRSnBRG27X"
    + "i!AQ4AQFWmc8S0ZJqlIkXOpIqp9dkwwAfmOtiiRTFQEpTpaGSCi7PwSti4TjLKpvO0hJBW8kRQjMD1Xz1nhSsaxFncd5rtmhS",
    "Authorizati" + "on: OAuth a83fdf6a-0b29-8724-00c4-9b5539ac5ba7",
    "ngrok config a" + "dd-authtoken xiJ6x11qpdcgKZO60Tz5d8nFBFU_ktMLOfjSokiCOzfc2CEmn",
    "admin:{" + "SHA}Uxac1N21YGBjseQdGTA4veCaQ90=",
    "aad3b435b5140" + "4eeaad3b435b51404ee:55c90eb6f2aed4c21a9dbf49a067e24b",
    "MIIEvQIBADANBg"
    + "kqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQdoKyA66y8QO3obqbqTBpownuWBPrt4FnKYkE373Xr9Wi0tsfvaF35pkuRNM9",
    "b3BlbnNzaC1rZX" + "ktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAABCnLd4Yn24VxcXX3ClB3i7tRbZhj6ai6tjGVwgWkD",
    "cargo said cio" + "N0MEQ7wjJJibaZUPgHV7iB3m03nbqnsG",
    "pat" + "DxtpYlSXpfKtHF.ae923d5a4fd12aabfe228f219e9cb0eb53f16947ccf25ec84d8dbc74254770f5",
    "db.corp.net:5432:orders:app:" + "w1nterr0se",
    "db.corp.net:15432:*:app:" + "w1nterr0se",
    "*:*:*:app:" + "w1nterr0se",
    "the pgpass line was db1:9999:orders:app:" + "w1nterr0se",
    "the crates.io token cio" + "N0MEQ7wjJJibaZUPgHV7iB3m03nbqnsG",
    "the Airtable token pat" + "DxtpYlSXpfKtHF.ae923d5a4fd12aabfe228f219e9cb0eb53f16947ccf25ec84d8dbc74254770f5",
    "the token: " + "f24b1c71b106e934d263b5ba0837bbf1",
    "the api token is " + "ec72ba694165beaecba0afa707e1448c828b4136",
    "https://corp.net/reset?token=" + "b672850882161db80a1e9ad8cdadc4cc",
    "JSESSIONID=" + "UB5ZVLD0CFV5ZQ3ABUUD0VKFBJNJ7FWX",
    "secret_key_base: " + "d3b97429ab7bca1aafb77b4460ecec9524998a26259bebd2fa5880587061ce69",
    "login admin / " + "Winter2024!",
    "Login: admin / " + "Winter2024",
    "the credentials were admin/" + "Winter2024!",
    "credentials: admin:" + "Winter2024!",
    "WiFi: Guest / " + "Winter2024!",
    "logged in as root with " + "Winter2024!",
    "username admin password " + "Winter2024!",
    "pw: " + "Winter2024!",
    'psk = "' + 'Winter2024!"',
    "the password was set to " + "Winter2024!",
    'the root password was changed to "' + 'Winter2024!"',
    "the account (password " + "Winter2024!)",
    "Das Passwort lautet " + "Winter2024!",
    "la password è " + "Winter2024!",
    "パスワードは " + "Winter2024!",
    '<add key="Password" value="' + 'Winter2024!"/>',
    'define("DB_PASSWORD", "' + 'Winter2024!");',
    'setPassword("' + 'Winter2024!")',
    "CREATE USER app IDENTIFIED BY '" + "Winter2024x'",
    "redis-cli -a " + "Winter2024x ping",
    "docker login -u app -p " + "Winter2024x",
    "mongosh -u app -p " + "Winter2024x",
    "ldapsearch -D cn=admin -w " + "Winter2024x",
    "zip -P " + "Winter2024x a.zip b",
    "htpasswd -b users admin " + "Winter2024x",
    "echo 'root:" + "Winter2024x' | chpasswd",
    "net user admin " + "Winter2024x /add",
    "smbclient //s/share -U app%" + "Winter2024x",
    "snmp-server community " + "Winter2024 RO",
    "gpg --passphrase " + "Winter2024x",
    "password 7 " + "0822455D0A16544541",
    "WIFI:T:WPA;S:guest;" + "P:Winter2024!;;",
    "PIN: " + "47119032",
    "the PIN is " + "47119032",
    "2FA code: " + "47119032",
    "backup codes: " + "6gmpd-idfev",
    "xoxc-"
    + "787789328792-174218096792-9081003390757-679f02e8d28a79023c39c200661fccd268a29a0d347301ef56e64dc3cd608906",
    "xoxd-lz2MPKgcjnCqaXNv1sy" + "eefnLOpaMxxNDi9LE1Ki3%3D",
    "sk_org_live_ylOjt" + "6o0NpUmkVO8JmR8y4EMfAdggc",
    "sk_prod_G" + "9qpVTzqA05MFsHl7UeioEJP2NNern",
    "dckr_oat_" + "66nVberACpdclsxHKifxi5CvQUSHL8iL",
    "shptka_" + "10fb9102f29a422eb14ab2f2d0f0cc02",
    "https://prod.corp.net/workflows/x?sp=1&sig=" + "ffOhq4AUvy7VSLDCD1IfHWGbtMfEbo9ShFXNQ6Fq5ax",
    "https://d1.corp.net/x?Expires=1&Signature=tj" + "RNmHkW5vQ7CF5puzQqmOBZZW6m4nyoL6uniiFw152~__",
    "lin_oauth_" + "12853ef86dcfaea21818b904ce6087413e3b266f850f1578b5c72dc4ee60caea",
    "NRIQ-PngU" + "30ZP7Thnp5yftIY7uq6T2",
    "BBDC-bwGfcCvJAXrF" + "6bnZ3eBZclIvRY6iEjH5UH1RSC84FL8S",
    "cfut_fWoCHJs" + "1UJOkHG16JqtQy9235Nnt2j9IHrKFmAIh0c01c3f2",
    "cfk_Ske" + "7IDA69Z7zrpEFivB50756EHugmANb7qiSXbcm4709ab7f",
    "packagist_out_" + "3f386d0cd566647b5aa666347428c3dd46c036bb3a62f301f46536559314e23acedb",
    "figp_BnMxaOSc" + "2mlADxVxz6mMkgGYau5fZ1T436O8zKMm",
    "GLvZWqr" + "6hVVXk07zi5v4ISxXBWlznUleZvtEga4wO5Ndor89QtvnJQQJ99dWmPyagqqr5vJIGA9HK2gOCZPe",
    "JMQW" + "9cy78kyEk2FINMdB8FAsHzMtxHsEPrJ7sQTVsbaXpLcOkAWRyd5uVzdLU8ueZ5oBUEqWpcHg+ASt7ZU6Dj==",
    "90pM" + "ThdNADhn3dwHjhxCiQADMqOLRAxXVH0i8sUipEhG5tYGN2wrrNRUKSLmOrWpm8pGP6m4RcOdACDbarqBbN==",
    "cgoIreWf" + "6RkJpOxEEwnvvFVi13eZhCZ0N+AEh1XXnCB=",
    "VqyZjxjP" + "1MusJWV06lBPxLgD4ufIfBKKFAzCa0RDt0X=",
    "aetn" + "6QMfStFUWSus4jowQUux6huTCKM658R6rCHZtDuoAzFuz97U5H==",
    "pfx1" + "xbxRzLyYmVKxZyIj1LKllfWD42sZboHdIkKs9b+ACRP1ZBeL",
    "ItYIfvfrVg" + "5ufbOPjgV0PBpToFW6HvWDzwvZ9vRiFFAzSeIZUeTN",
    "bedrock-api-key-" + "6cAW0Qw2aZy1f4D9IObHxTaZhA7A6jpVkOyRkunyBHsr4dEtUhtPjX6l6dWDbLE6ZcugmlwnLpMTEMGo",
    "GOOG" + "1E2LRZLT994Q5ZV9F4OZDNIY77RDPA4X2P0K0KUJQ7IR78DJLANJIFWR7",
    "AKIDg" + "4ESDf9VLI2GtbYmAm6RfY0CncIAHFk8",
    "y0_1" + "9tutzeJtDQTexeRigQzRDV9Y1hPCa3yTTEpsKhDXa22ZUn5NjsOy7I",
    "t1.9"
    + "euelZVt9vWzJQfqmmyUhvt8rKEUOvC0yfgjNgiROTllmzc1DLTfgockhBAXev60B7.GiPnXj0SyEv6ANaUzNSuYYpQMH"
    + "bqvmvtPCgJynGvYs0gNTkqXI5tJowNGGjKTm7HTT17mK8bOQmXfipEKASvvf",
    "vcp_" + "73xrD4hCUip5KIIJeJ6qk6V5",
    "hcaik_vjhasxpxkl" + "9e3czlitybkm03cj7yhzlv7iqpvdcjz5g4w00s5301hh7v77",
    "xaat-dd" + "0a19dc-a927-3e7c-1f37-9c72bd57d323",
    "pk_8" + "2189704_PTBULE227ZJWOCTB3UTU5J4NMSDMUW4B",
    "pdus+_L" + "9M8PMD_39a8d4ae-d257-9368-5798-b37957842e2e",
    "0.21" + "098d25-9675-8054-1ec0-f152baf19553.MBpQCJXqYTYUpqFIo2LMFqcmMTdKC3:4lujMbMFZBGCUq2Zbeh6lK==",
    "pcsk_OILYU_pNjdtBcSu" + "0NVHXqWLFfP0GkyqpkFSQ1MYDduADxSnT9ciFWWMijVDHVcapA4Hjf",
    "nvapi-zJtEB" + "7ecRTWUNosqhJ2pADf7oxtv87NnckzLPdVvKS634L74lD3z71nyyYdnAwpl",
    "tvly-dev-YJZkEnznMDW" + "tECFORl3FnIyAedSrx8rN",
    "e2b_" + "058c683b14b4730ace2ca819c7f1644169ddf48a",
    "jina_UCQyj" + "4n1rITCziyH3wogsxwNnic2bVOEKaZWVtQQe62nJSwQh9X3xpYOqfZB",
    "tgp_v" + "1_hzFdFy7vsFTrok7zmEXkwQTpHfVv6BZjELqS2JtS6b5",
    "csk-zhxezrdy" + "5t4uqebcwuxtql4yvxbned800ere32yyci6rt5x4",
    "AQ.Ab" + "8RN6bjMmroqRopHa7IzapJF2PWJfN0J41SYvqwg4buZTnSzR",
    "sk_5" + "655af9bd9bf77ba5422393ef15df1b8cc88ba5a64d48546",
    "re_ELS" + "8Y7ir_SrAqOQzy7RidkTh3cmswUIZh",
    "fw_zv" + "5b1I2EkxetCZ31PsozUNAW",
    "xsmtpsib-" + "4c694e538fd34a0848c8a72f6b814209205af46df1dbc1688697e1505328b092-GDa4ne9xaXHqZpY7",
    "secret-live-VFztZI" + "0QXZXg78Ez1TAq56NbaKjouyUxGQrZ",
    "mdb_sa_sk_xOOCwtre" + "5PuMgqvnVlndViItRnlwgjjxwlBbazGd",
    "ddp_zgu" + "8I18Wnb4lueWLgLuBE98oFAXT4l0reRy8",
    "oauth:ulw" + "7ajydnw216hh3130y6oy8c6c722",
    "WPL_AP" + "1.sLcMd7ujIDvqVNum.VEJzd3==",
    "apify_api_" + "9iW5Fhol17PY8j1hZgGqqel3cTvqHZwDnIa3",
    "rootly_d" + "6f8723ef72f124b53a1b793d5c0ef226a6dc0aa866545e14838bb96026b9d64",
    "ramp_sec_eOrBx" + "0NArDiGh8gwGTApFLhsh34s82fRPDo7EymVAMoCOexA",
    "https://hooks.zapier.com/h" + "ooks/catch/5497440/pa0xiqy",
    "the Mailgun key d" + "8a333e62b0b0b04f2b5eaf170cd7312-ec66fb4c-32058f3d",
    "LaunchDarkly: api-e" + "40bb03b-d339-3274-299b-77de16e53e43",
    '"d": "Z' + '2GjjKHlANN93T9hA0aojZ0hVVTyksHNbzhFt69IPW2XcyAtfnqIhQ6Av5FnP4J8iKG75gzOtrVMqoxfBYEywP"',
    "app:BvChdt" + "1HdkHy@tcp(db.corp.net:3306)/x",
    "_auth=Juz" + "0oRgTxcuxE8oHVHFUaxAL9gaSLw9px9MSx1tn",
    "auth token " + "1a5f3b12688dbc2932c78a1a44991f1c",
    "routing_key: " + "24a060fda252e4ced3ea23b33c9363da",
    "bindpw Ii" + "18hj3rEAc5",
    "SSHPASS=B" + "7ymRS7FFBSZ",
    "Authorization: Splunk cf" + "35a60b-5bcc-eeb4-fca2-f78bd1828c76",
    "ConvertTo-SecureString 'B" + "6NeJlA6HDyF' -AsPlainText",
    "![password: " + "kX9#mQ2vL7pR](graph.png)",
    "mysql -u root -p'" + "S3cr3tPw9'",
    "**Password** " + "kX9#mQ2vL7pR",
    "The password for the root account was " + "kX9#mQ2vL7pR.",
    "Passwort für root: " + "kX9#mQ2vL7pR",
    "password (db-1) → " + "kX9#mQ2vL7pR",
    'password is still "' + 'kX9#mQ2vL7pR"',
    "they set the password to " + "**P@ssw0rd!1**",
    "le mot de passe était " + "kX9#mQ2vL7pR",
    "contraseña de root: " + "kX9#mQ2vL7pR",
    "пароль от базы: " + "kX9#mQ2vL7pR",
    "密码为：" + "kX9#mQ2vL7pR",
    '{"name": "API_TOKEN", "value": "' + 'kX9mQ2vL7pR"}',
    'os.environ["DB_PASSWORD"] = "' + 'kX9#mQ2vL7pR"',
    "password = '''" + "kX9#mQ2vL7pR'''",
    "ENV DB_PASSWORD " + "kX9#mQ2vL7pR",
    "echo '" + "kX9#mQ2vL7pR' | docker login -u a --password-stdin",
    '{\\"user\\": \\"app\\", \\"password\\": \\"' + 'kX9mQ2vL7pR\\"}',
    "password: &quot;" + "kX9mQ2vL7pR&quot;",
    '{"name": "session", "value": "' + 'kX9mQ2vL7pRw3Zt6LqkX9m"}',
    '{"name": "Cookie", "value": "sid=' + 'kX9mQ2vL7pRw3Zt6LqkX9m"}',
    "log in with admin / " + "Winter2024!",
    b64encode(b"DATABASE_URL=postgres://app:" + b"t0psecr3t@db.corp.net/main").decode(),
    "config: " + urlsafe_b64encode(b'{"id": "AKIA' + b'QYLPMN5HHHFPZAM2"}').decode().rstrip("="),
    "jdbc:oracle:thin:scott/" + "kX9mQ2vL7pR@//db.corp.net:1521/x",
    "fc-" + "6813e02ea68ef786e4d3cea27d26934b",
    "polar_oat_" + "r8bOfZqfM2oeq3hDavJA76rNicHTp8hkqdlm7tOt",
    "keytool -list -storepass " + "kX9mQ2vL7pR",
    "aws configure set aws_secret_access_key " + "tX0moDoqW4sg8NFNl5oFA6Qd8Mj7zdnbMjAdTdlz",
    "sqlcmd -S db -U sa -P " + "kX9mQ2vL7pR",
    "plink -pw " + "kX9mQ2vL7pR db.corp.net",
    "lftp -u admin," + "kX9mQ2vL7pR ftp.corp.net",
    "http -a admin:" + "kX9mQ2vL7pR x.corp.net",
    "net use z: //db/share /user:admin " + "kX9mQ2vL7pR",
    "rclone obscure " + "kX9mQ2vL7pR",
    "SET PASSWORD FOR app = '" + "kX9mQ2vL7pR'",
    "ALTER USER app IDENTIFIED BY " + "kX9mQ2vL7pR",
    "setx DB_PASSWORD " + "kX9mQ2vL7pR",
    "config set requirepass " + "kX9mQ2vL7pR",
    "the Wi-Fi key is " + "kX9mQ2vL7pR",
    "hmac_key=" + "8c801bef750110c57513064d6d59291f",
    "the TOTP secret: " + "JBSWY3DPEHPK3PXP2",
    "user=app%26password%3D" + "kX9mQ2vL7pR",
    "&lt;password&gt;" + "kX9mQ2vL7pR&lt;/password&gt;",
    "Password for the demo account: " + "kX9mQ2vL7pR",
    "creds root:" + "kX9mQ2vL7pR",
    "pwd " + "kX9#mQ2vL7pR",
    "password: " + b64encode(b"hunter22!").decode(),
    "seed phrase: " + "abandon ability able about above absent absorb abstract absurd abuse access accident",
]


def test_a_secret_is_found_anywhere(make, diagnose):
    """In prose, code, comments and the front matter; the message never repeats it."""

    def secrets(report):
        return [each for each in diagnose(report) if each.rule == "secret"]

    wrong = []
    for secret in SECRETS:
        for text in (f"It was {secret} all along.", f"```\n{secret}\n```", f"<!-- {secret} -->"):
            found = secrets(make(new=f"\n{text}\n"))
            if [each.level for each in found] != ["error"] or secret[-8:] in found[0].message:
                wrong.append((text, found))
        if not secrets(make(title=secret)):
            wrong.append((f"title: {secret}", []))
    assert wrong == []


INNOCENT = [
    "commit 3f786850e387550fdab836ed7e6dc881de23001b",
    "DB_PASSWORD=@Microsoft.KeyVault(SecretUri=https://x.vault.azure.net/secrets/db1)",
    "DB_PASSWORD=vault:secret/data/db#password1 or file:///run/secrets/db1",
    "ghp_" + "0123456789" * 3 + "012345",
    "xoxb-your-token-here-12345678",
    "secret: sealed-secrets-key2x4vq",
    "password: " + b64encode(b"changeme").decode(),
    "keytool -storepass $STORE_PASS and sqlcmd -P $PASS1",
    "Wi-Fi key: rotated in 2024",
    "the otp secret was reset",
    "Password for the admin: unchanged since v2",
    "password hashing: PBKDF2WithHmacSHA256",
    "credentials helper:v2",
    "password: 2024-03-01T14:00:00.123Z",
    "session_token: 2024-03-01T14:00+01:00",
    "CREATE USER app IDENTIFIED BY values 'S:2F1A'",
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
    "| PASS：明确允许继续切线（错误契约） |",
    "DSN='root:<pw>@tcp(10.0.0.7:3307)/'",
    "Settings > Password > Reset-link-2",
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
    "const sharedSecret = alice.computeSecret(bobKey2);",
    "https://user:pass@host.corp.net/repo",
    '"encryptionKey": "arn:aws:kms:us-west-2:123456789012:alias/aws/s3"',
    "arn:aws:secretsmanager:us-west-2:123456789012:secret:reports-MailToken-ntSlp6",
    "?X-Amz-Credential=[credential]&X-Amz-Signature=[signature]",
    "パスワードは8文字以上にしてください。密码是16位以上的随机字符串，请更换。",
    "パスワードをAWS Secrets Managerに移した。비밀번호를 Vault2로 옮겼다. 密码为空，口令已更换。",
    "パスワードが2023年10月15日に失効した。비밀번호가 10월 15일에 만료되었다.",
    "We changed the password to 1Password.",
    "The password rotation! was late",
    "password Argon2id hashes",
    "The credentials were stored in Vault/kv2",
    "login page/Users2 was slow",
    "Login: service/web-app",
    "user service:v1.2.3",
    "users/Chrome120 saw errors",
    "Login with username and password failed",
    "log in as admin with MFA2",
    "The PIN 4 of the connector",
    "error code 50034",
    "exit code: 137",
    "HTTP code 5003",
    "status code: 4040",
    "verification code was 30 minutes late",
    "the recovery code path 2023",
    "PIN pad 4000 was replaced",
    "PINs: 2300 customers",
    "one-time codes: 120000 sent",
    "unlock codes are 2023 style",
    "2FA codes were 45 s late",
    "Door code was changed",
    "trace token=4bf92f3577b34da6a3ce929d0e0e4736",
    "page token: 4bf92f3577b34da6a3ce929d0e0e4736",
    "request_token: 4bf92f3577b34da6a3ce929d0e0e4736",
    "The session was 4bf92f3577b34da6",
    "a session = 30 minutes",
    "user_session=expired",
    "seed phrase was lost",
    "The wifi at Berlin/Mitte2 was down",
    "WiFi: Guest/Staff2",
    "the docker run -p 8080:80 command",
    "docker login failed with -p",
    "unzip -p archive.zip",
    "pw was wrong",
    "psk: see vault",
    'secret_key_base: <%= ENV["SECRET"] %>',
    "key 7 was pressed",
    "the list has 7 items and key 7 ABCDEF",
    "snmp-server community public RO",
    'identified by "the team"',
    "account admin/Billing2",
    "PUT /users/login:batch2",
    "The password (see Vault2) was old",
    "the password is set to expire in 90 days",
    "the password was changed to match OAuth2",
    "password=$(cat /run/secrets/db)",
    "password: !vault |",
    "Password: (none)",
    'password: "{{ vault_db_password }}"',
    "user: admin, role: Owner2",
    "The recovery codes: printed and locked away",
    "The gate code: main.go:443",
    "The alarm code: P1-2024",
    "Account: prod-1234/EU-west2",
    "basic auth user:pass",
    "basic auth admin:admin",
    "PIN=pin-number-12",
    "JSESSIONID=node01abc",
    "cookie: session=abc",
    "etag 4b1d0c44298fc1c149afbf4c8996fb92427ae41e46",
    "api-version: 2024-05-01-preview",
    "API-GATEWAYTIMEOUTSAREHIGHXX",
    "feature access-production-eu",
    "the class suspiciousConversationsHandlerFactoryImpl",
    "patch patAbCdEfGhIjKlMn.txt",
    "cio" + "abcdefghijklmnopqrstuvwxyzabcdef",
    "the path patterns of spaciousAndPrecious0Buildings",
    "patA1b2C3d4E5f6G7.txt",
    "main.c:5432:10:error: expected",
    "db.corp.net:5432:orders:app:$PASSWORD",
    "db.corp.net:5432:orders:app:*",
    "arn:aws:iam:*:role:admin",
    "client_secret: ENC[AES256_GCM,data:9fQ2,iv:x1,tag:y2,type:str]",
    "s3:*:*:*:*",
    "db.corp.net:5432:orders",
    "the airtable key was rotated, keyboard",
    "Bot 12345 restarted",
    "login: jane/2024-03-01T14",
    "`login` took 14:05/14:07",
    "Credentials: (a) rotated/renewed2",
    "wi-fi 5GHz/WPA2",
    "wifi: 2.4GHz/5GHz",
    "user agent Mozilla/5.0X",
    "User agent: Mozilla/5.0(X11",
    "User-Agent: curl/8.4.0-DEV",
    "users: iOS/Version17Beta",
    "login: POST /v1/Login2",
    "the password reset flow/Step2",
    "API Key: see 1Password",
    "pass: 128/130 tests",
    "password hash: pbkdf2_sha256",
    "backup code: ./scripts/backup2.sh",
    "the backup codes 2023 and 2024",
    "verification code: 403 returned",
    "alarm codes 1001, 1002",
    "safe code: 5 lines",
    "MFA code 30 s",
    "unlock code is 2 weeks old",
    "the PIN was 4 digits long",
    "recovery code: e-mail-2",
    "backup code: prod-eu1",
    "one-time code: login-v2",
    "postgres://postgres:postgres@localhost:5432/postgres",
    "cpe:2.3:a:vendor:library:2.14.1:*:*:*:*:*:*:*",
    "secret: aws-s3-credentials, secretKey: prod/auth-db-2023",
    "curl -u prometheus:**password-here** https://metrics.corp.net",
    '"private_key": "-----BEGIN PRIVATE ' + 'KEY-----\\nREDACTED\\n-----END PRIVATE KEY-----"',
    "-----BEGIN RSA PRIVATE " + "KEY-----\n[removed]\n-----END RSA PRIVATE KEY-----",
    "amqp://guest:guest@rabbitmq:5672/",
    "mysql://root:root@127.0.0.1/db",
    "https://user:token@github.com/o/r",
    "re_render_component_after_state_change_in_view",
    "fw_update_2023_10_15_v2",
    "pk_2023_orders_primary_key_index",
    "request api-4f3a2b1c-1234-4abc-89ab-0123456789ab failed",
    "csk-cluster-eu-west-1-prod-node-0123456789ab",
    "secret-live-reload, secret-test-cluster-operator-controller-manager-0",
    "oauth:callback",
    "sk_buff_alloc_failed_count_total",
    "X-Hub-Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "primary key 5d41402abc4b2a76b9719d911017c592",
    "routing_key: eu-west-1.orders",
    "bypass=true2023!",
    "surpass: 12%",
    "app:${DB_PASS}@tcp(db:3306)/x",
    "user@tcp(10.0.0.1:3306)",
    "rootpw is unset",
    "ConvertTo-SecureString $pw -AsPlainText",
    "auth token expired after 3600 s",
    '{"d": "2023-10-15"}',
    "- name: DB_PASSWORD\n  valueFrom: {secretKeyRef: {name: db-1, key: password}}",
    "- name: TOKEN_TTL\n  value: 30Minutes\n- name: API_TOKEN\n  value: $API_TOKEN2",
    "Password:\n\nSee1Password for it.\n\nThe password:\n\n- must have 12 characters",
    "echo $PASSWORD | docker login --password-stdin, and ENV PASSWORD_FILE /run/secrets/db_1",
    "the password service was moved to db-1:5432, and its hasher was upgraded to bcrypt@5.1.0",
    "password rotation: platform/infra#1234, see INC-1234; password for root: see the vault",
    "the password reset mail was sent to user+test1@corp.net, and is still queued",
    "password checks were **Important2** and the policy is 12+characters",
    "the password for service-account-42: unchanged since v2.4.1-RC3",
    "The text is " + b64encode(b"The password was rotated: see the ticket.").decode(),
    "in /var/lib/postgresql/main/base and abcdefghijklmnopqrstuvwxyz0123456789",
    '{"name": "session", "value": "sticky"}, {"name": "session-affinity", "value": "ClientAddress2"}',
    "they log in with Google / Office365",
    "The password was:\n\n```\nrotated once\n```",
    "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a",
    "Authorization: Basic " + "QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ"
    + ".SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
]
"""Hashes, ids, names of variables, stand-ins, prose."""


def test_text_that_only_looks_like_a_secret_is_silent(make, check):
    found = {text: check("secret", make(new=f"\n{text}\n")) for text in INNOCENT}
    assert {text: findings for text, findings in found.items() if findings} == {}


def test_an_accepted_secret_is_reported_again_in_a_public_report(make, diagnose):
    """A baseline recognizes a finding by its message, which changes when the report is published."""
    found = [
        {
            each.message
            for each in diagnose(make(visibility=visibility, new=f"\n{SECRETS[0]}\n"))
            if each.rule == "secret"
        }
        for visibility in ("internal", "public")
    ]
    assert found[0] and found[1] and found[0].isdisjoint(found[1])


def test_a_private_key_is_one_finding(make, check):
    """Its header and its first line each look like one; a second key is another."""
    key = ["-----BEGIN RSA PRIVATE" + " KEY-----", "MIIEowIBAAKC" + "AQEA1c7", "-----END RSA PRIVATE" + " KEY-----"]
    at = len(make().source.lines) + 1
    report = make(new="\n" + "\n".join(["```", *key, *key, "```", ""]))
    assert [found.split(":")[0] for found in check("secret", report)] == [str(at + 1), str(at + 4)]


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("Password:\n" + "kX9#mQ2vL7pR", 1),
        ("**Password**:\n\n    " + "kX9#mQ2vL7pR", 2),
        ("- Password:\n    - `" + "kX9#mQ2vL7pR`", 1),
        ("```\npassword: >-\n  " + "kX9#mQ2vL7pR\n```", 2),
        ("The root password was:\n\n```\n" + "kX9#mQ2vL7pR\n```", 3),
        ('```\n"name": "session",\n"value": "' + 'kX9mQ2vL7pR",\n```', 2),
        ("```\n- name: DB_PASSWORD\n  value: '" + "kX9mQ2vL7pR'\n```", 2),
    ],
)
def test_a_password_below_its_label_is_reported_on_its_own_line(make, diagnose, text, below):
    """As in a list, or in a pasted manifest."""
    report = make(new=f"\n{text}\n")
    first = report.source.lines.index(text.partition("\n")[0]) + 1
    assert [each.line for each in diagnose(report) if each.rule == "secret"] == [first + below]


@pytest.mark.parametrize("header", ["| User | Password |", "| User | **Passwd** |", "User | password"])
def test_a_column_of_passwords_is_reported_for_each_row(make, check, header):
    """The table's header says what its cells contain."""
    rows = [
        "|---|---|",
        "| admin | `kX9mQ2v" + "L7pR` |",
        "| guest | see the vault, rotated every 30 days |",
        "| ops | Tr0ub4dor" + "&3x |",
        "",
    ]
    report = make(new="\n" + "\n".join([header, *rows]))
    at = len(make().source.lines) + 1
    assert [found.split(":")[0] for found in check("secret", report)] == [str(at + 2), str(at + 4)]
    names = make(
        new="\n| Secret | Age |\n|---|---|\n| db-credentials-2023 | 5 |\n\n| User | Password age |\n|---|---|\n"
    )
    assert check("secret", names) == []


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("app.log", "started\nDB_PASSWORD=" + "kX9#mQ2vL7pR\nstopped\n", ["a password on line 2"]),
        ("env.txt", "AKIA" + "QYLPMN5HHHFPZAM2", ["an AWS access key on line 1"]),
        ("app.log", "started\nDB_PASSWORD=<redacted>\n", []),
        (
            "one-line.json",
            '{"a": "b",\n' + '"c": 12, ' * 9000 + '"k": "AKIA' + 'QYLPMN5HHHFPZAM2"}\n',
            ["an AWS access key on line 2"],
        ),
        ("app.log.gz", gzip.compress(b"DB_PASSWORD=" + b"kX9#mQ2vL7pR\n", mtime=0), ["a password on line 1"]),
        ("cut.log.gz", gzip.compress(b"DB_PASSWORD=" + b"kX9#mQ2vL7pR\n", mtime=0)[:-20], []),
        ("damaged.log.gz", b"\x1f\x8b" + b"DB_PASSWORD=" + b"kX9#mQ2vL7pR\n", []),
        ("notes.ipynb", '"source": ["password = \\"' + 'kX9mQ2vL7pR\\"\\n"]', ["a password on line 1"]),
        ("graph.svg", "<svg><text>AKIA" + "QYLPMN5HHHFPZAM2</text></svg>", ["an AWS access key on line 1"]),
        ("photo.png", "AKIA" + "QYLPMN5HHHFPZAM2", []),
        ("latin.csv", b"M\xfcller;1", []),
        ("users.csv", "id,user,password\n1,app,\n2,ana," + "kX9mQ2vL7pR\n", ["a password on line 3"]),
        ("users.csv", "id,user,password_age\n1,app,P30D\n", []),
        ("users.csv", "user;password_changed_at\napp;2024-03-01T14:00:00Z\n", []),
        ("users.csv", "user,passwords\napp,3 of 5 tries\n", []),
        ("latin.log", b"M\xfcller\nDB_PASSWORD=" + b"kX9#mQ2vL7pR\n", ["a password on line 2"]),
        ("powershell.log", ("a\r\nDB_PASSWORD=" + "kX9#mQ2vL7pR\r\n").encode("utf-16"), ["a password on line 2"]),
    ],
)
def test_a_file_beside_a_report_is_searched(tmp_path, name, content, found):
    """It is published with the report. Binary files are not searched, and a file is reported once."""
    folder = tmp_path / "postmortems/outage"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "index.md").write_text(
        make_report(body=f"## Issue summary\n\nSee [it]({name}), [again]({name})."), "utf-8"
    )
    reader = ReportReader(Settings(cache=""))
    diagnostics = load_project(
        Folder(tmp_path), reader, datetime(2026, 1, 1, tzinfo=UTC), Scope((tmp_path / "postmortems",))
    ).diagnostics
    messages = [each.message for each in diagnostics if each.rule == "secret"]
    assert [message.partition("looks like ")[2].partition(", in a")[0] for message in messages] == found
    assert all(name in message for message in messages)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["curl -u \\", "  admin:" + "kX9mQ2vL7pR https://x.corp.net"], (1, 9)),
        (["mysql -u root \\", "  -h db \\", "  -p" + "kX9mQ2vL7pR"], (2, 5)),
        (["app --password \\", "  " + "kX9mQ2vL7pR"], (1, 3)),
        (["docker run \\", "  -e DB_PASSWORD=" + "kX9mQ2vL7pR \\", "  image"], (1, 18)),
        (["api_key: >-", "  " + "kX9mQ2vL7pRa8f3K9d2L7q5Z1x4b6N0"], (1, 3)),
        (["machine db.corp.net", "  login app", "  password " + "kX9mQ2vL7pR"], (2, 12)),
    ],
)
def test_a_secret_in_a_command_or_a_file_of_several_lines(make, diagnose, lines, place):
    """It is reported once, where it is."""
    report = make(new="\n" + "\n".join(["```", *lines, "```"]) + "\n")
    (found,) = [each for each in diagnose(report) if each.rule == "secret"]
    begin = report.source.lines.index(lines[0]) + 1
    assert (found.line - begin, found.column) == place


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "&shy;", "&#8203;", "<wbr>"])
def test_a_secret_with_a_place_for_a_line_break_is_one(make, diagnose, sign):
    """Web pages put them into long words, and they are copied with these; the page shows the whole secret."""
    report = make(new=f"\nZu{sign}gang: {'ghp_'}a8Kd93Kdl20sKq83{sign}Lz0Pq7Wn5Tb2Yc6{sign}Vx1Ru{sign}.\n")
    (found,) = [each for each in diagnose(report) if each.rule == "secret"]
    assert report.source.lines[found.line - 1][found.column - 1 :].startswith("ghp_")


def test_a_secret_at_the_end_of_a_very_long_line(make, diagnose):
    """Of words, and of the data of a program without spaces."""
    for filler in ("word " * 6_000, '"a":"b",' * 4_000):
        report = make(new=f"\n{filler}AKIA" + "QYLPMN5HHHFPZAM2" + "\n")
        (found,) = [each for each in diagnose(report) if each.rule == "secret"]
        assert (report.source.lines[found.line - 1][:4], found.column) == (filler[:4], len(filler) + 1)
