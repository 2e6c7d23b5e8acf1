"""The forms of keys and tokens that are recognizable by themselves, as their issuers document them.

Called by ``secret_lines``, and by ``secret_values`` for documented examples.
"""

from __future__ import annotations

FORMS: tuple[tuple[str, str, str], ...] = (
    ("an AWS access key", "AKIA ASIA ABIA ACCA", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?!\w)"),
    ("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
     r"gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50}"),
    ("a GitLab token", "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glffct- glagent- glsoat- gloas- glimt- GR1348941",
     r"gl(?:pat|dt|rt|rtr|cbt|ptt|ft|ffct|agent|soat|oas|imt)-[A-Za-z0-9_-]{20}|GR1348941[A-Za-z0-9_-]{20}"),
    ("a Slack token", "xoxa- xoxb- xoxc- xoxd- xoxe- xoxo- xoxp- xoxr- xoxs-",
     r"xox[abceoprs]-(?:[0-9A-Za-z]{1,40}-){1,5}[0-9A-Za-z]{8}|xoxd-[\w%+/-]{30}"),
    ("a Slack token", "xapp-", r"xapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[a-z0-9]{20}"),
    ("a Slack webhook", "hooks.slack.com",
     r"hooks\.slack\.com/(?:services|workflows|triggers)/\w{6,20}/\w{6,30}/\w{16}"),
    ("a chat webhook", "/webhooks/", r"discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/\d{15,20}/[\w-]{40}"),
    ("a webhook", "hooks.zapier.com", r"hooks\.zapier\.com/hooks/catch/\d{4,12}/\w{6}"),
    ("a chat webhook", "webhook.office.com",
     r"webhook\.office\.com/webhookb2/[\w@-]{30,80}/IncomingWebhook/[0-9a-f]{32}"),
    ("a Stripe key", "k_live_ k_test_ k_prod_ k_org_ whsec_",
     r"(?:sk|rk)_(?:live|test|prod|org_live|org_test)_[0-9A-Za-z]{20}|whsec_[0-9A-Za-z]{24}"),
    ("a Google API key", "AIza", r"AIza[0-9A-Za-z_-]{35}(?!\w)"),
    ("a Google OAuth secret", "GOCSPX- ya29. 1//0",
     r"GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[0-9A-Za-z_-]{30}|1//0[0-9A-Za-z_-]{40}"),
    ("a SendGrid key", "SG.", r"SG\.[\w-]{16,32}\.[\w-]{32}"),
    ("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}(?!\w)"),
    ("a PyPI token", "pypi-AgE", r"pypi-AgE[A-Za-z0-9_-]{50}"),
    ("a Docker token", "dckr_pat_ dckr_oat_", r"dckr_[op]at_[A-Za-z0-9_-]{20}"),
    ("a DigitalOcean token", "doo_v1_ dop_v1_ dor_v1_", r"do[opr]_v1_[a-f0-9]{64}(?!\w)"),
    ("a Shopify token", "shpat_ shpca_ shppa_ shpss_ shptka_", r"shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{32}(?!\w)"),
    ("an Airtable token", "pat", r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}(?!\w)"),
    ("a crates.io token", "cio",
     r"cio(?=[A-Za-z]{0,31}\d)(?=[a-z0-9]{0,31}[A-Z])(?=[A-Z0-9]{0,31}[a-z])[A-Za-z0-9]{32}(?!\w)"),
    ("a Telegram token", ":AA", r"\d{8,10}:AA[A-Za-z0-9_-]{32}"),
    ("a Grafana token", "glsa_ glc_ eyJrIjoi",
     r"eyJrIjoi[A-Za-z0-9]{60}|glsa_[A-Za-z0-9]{32}_[a-fA-F0-9]{8}|glc_[A-Za-z0-9+/=]{40}"),
    ("a signed URL", "ignature= IGNATURE= sig= SIG= Sig=",
     r"(?i:X-(?:Amz|Goog)-Signature=[0-9a-f]{64}|sig=[A-Za-z0-9%+/]{43,60}(?:%3D|=))|sig=[\w-]{43}(?![\w%+/-])"
     r"|(?<=[?&])Signature=[\w%+/~=-]{43}"),
    ("a HashiCorp Vault token", "hvs. hvb. hvr.", r"hv[sbr]\.[A-Za-z0-9_-]{24}"),
    ("an API key", "sk-", r"sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{32}"),
    ("a JSON Web Token", "eyJ", r"eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10}"),
    ("an Atlassian token", "ATATT3xFfGF0 ATCTT3xFfGN0 ATTA",
     r"AT[AC]TT3xFfG[FN]0[A-Za-z0-9_=-]{40}|ATTA[0-9a-f]{60}"),
    ("a Databricks token", "dapi", r"dapi[0-9a-f]{32}(?!\w)"),
    ("a Doppler token", "dp.", r"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40}"),
    ("a Heroku key", "HRKU-", r"HRKU-(?:[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|AA[A-Za-z0-9_-]{50})"),
    ("a Hugging Face token", "hf_ api_org_",
     r"api_org_[A-Za-z]{34}(?!\w)|hf_[A-Za-z]{34}(?!\w)|hf_(?=[a-zA-Z]{0,33}\d)[A-Za-z0-9]{34}(?!\w)"),
    ("a Linear key", "lin_api_ lin_oauth_", r"lin_api_[A-Za-z0-9]{40}|lin_oauth_[0-9a-f]{64}"),
    ("a Mailgun key", "key-", r"key-[0-9a-f]{32}(?!\w)"),
    ("a New Relic key", "NRAK- NRII- NRIQ- NRJS- NRBR-",
     r"NRAK-[A-Z0-9]{27}(?!\w)|NRI[IQ]-[\w-]{25}|NR(?:JS|BR)-[0-9a-f]{19}(?!\w)"),
    ("a PlanetScale token", "pscale_", r"pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_.-]{32}"),
    ("a Postman key", "PMAK-", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    ("a Pulumi token", "pul-", r"pul-[0-9a-f]{40}(?!\w)"),
    ("a RubyGems key", "rubygems_", r"rubygems_[0-9a-f]{48}(?!\w)"),
    ("a Sentry token", "sntrys_ sntryu_", r"sntry[su]_[A-Za-z0-9+/=_-]{40}"),
    ("a Square token", "sq0csp sq0atp EAAA", r"EAAA[A-Za-z0-9_-]{60}(?![\w-])|sq0(?:csp|atp)-[A-Za-z0-9_-]{22}"),
    ("an age key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    ("an Artifactory key", "AKCp cmVmdGtu", r"AKCp[A-Za-z0-9]{60}|cmVmdGtu[A-Za-z0-9]{50}"),
    ("a Bitbucket token", "ATBB BBDC-", r"ATBB[A-Za-z0-9]{28}|BBDC-[A-Za-z0-9+/@_-]{40}"),
    ("a Buildkite token", "bkua_ bkaa_ bkct_ bkut_ bkpt_", r"bk(?:ua|aa|ct|ut|pt)_[A-Za-z0-9]{40}"),
    ("a CircleCI token", "CCIPAT_ CCIPRJ_", r"CCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[0-9a-f]{40}"),
    ("a Cloudflare key", "v1.0- cfut_ cfat_ cfk_",
     r"v1\.0-[0-9a-f]{24}-[0-9a-f]{100}|cf(?:[ua]t|k)_[A-Za-z0-9]{40}[0-9a-f]{8}(?!\w)"),
    ("a package registry token", "CLOJARS_ oy2 packagist_",
     r"CLOJARS_[a-z0-9]{60}|oy2[a-z0-9]{43}(?!\w)|packagist_[a-z]{3}_[0-9a-f]{68}"),
    ("a Dynatrace token", "dt0", r"dt0[a-z]\d\d\.[A-Z2-7]{24}\.[A-Z2-7]{64}|dt0[a-z]\d\d\.[A-Z0-9]{24}\.[A-Z0-9]{64}"),
    ("a Facebook token", "EAAC EAAM EAAG EAAB IGQV IGAA",
     r"EAACEdEose0cBA[0-9A-Za-z]{20}|(?:EAA[BCGM]|IGQV|IGAA)[0-9A-Za-z]{80}"),
    ("a Figma token", "figd_ figo_ figp_ figu_", r"fig[dopu]_[\w-]{35}"),
    ("a Fly.io token", "fo1_ fm1_ fm2_", r"fo1_[\w-]{40}|fm[12]_[A-Za-z0-9+/=_-]{50}"),
    ("a HubSpot token", "pat-na pat-eu pat-ap", r"pat-(?:na|eu|ap)\d-[0-9a-f]{8}-[0-9a-f-]{27}"),
    ("a LaunchDarkly key", "sdk- mob-", r"(?:sdk|mob)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("a Mailchimp key", "-us", r"[0-9a-f]{32}-us\d{1,2}(?!\w)"),
    ("a Mapbox token", "sk.eyJ", r"sk\.eyJ[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{20}"),
    ("a Netlify token", "nfp_ nfo_ nfc_ nfu_ nfb_", r"nf[pocub]_[A-Za-z0-9]{36}"),
    ("a New Relic key", "NRAL", r"[0-9a-f]{36}NRAL(?!\w)"),
    ("a Notion token", "secret_ ntn_", r"secret_[A-Za-z0-9]{43}(?!\w)|ntn_[A-Za-z0-9]{40}"),
    ("a one-time password secret", "otpauth://", r"otpauth://[^\s\"'<>]{1,200}[?&]secret=[A-Za-z2-7]{16}"),
    ("a password manager token", "ops_eyJ", r"ops_eyJ[A-Za-z0-9_-]{100}"),
    ("a PayPal token", "access_token$", r"access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}"),
    ("a Sourcegraph or Segment token", "sgp_", r"sgp_[A-Za-z0-9_]{40}"),
    ("a Supabase key", "sbp_ sb_secret_", r"sbp_[0-9a-f]{40}|sb_secret_[A-Za-z0-9_-]{20}"),
    ("a Tailscale key", "tskey-", r"tskey-[a-z]{3,10}-[A-Za-z0-9]{10,20}-[A-Za-z0-9]{20}"),
    ("a Terraform token", ".atlasv1.", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60}"),
    ("a Twilio key", "SK", r"SK[0-9a-f]{32}(?!\w)"),
    ("an API key", "gsk_ pplx- r8_ xai-",
     r"gsk_[A-Za-z0-9]{48}|pplx-[A-Za-z0-9]{40}|r8_[A-Za-z0-9]{37}|xai-[A-Za-z0-9]{70}"),
    ("an API key", "lsv2_ ico-", r"lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}|ico-[A-Za-z0-9]{32}(?!\w)"),
    ("a password hash", "$apr1$ $1$ $2a$ $2b$ $2x$ $2y$ $5$ $6$ $y$ $argon2 {SHA} {SSHA} aad3b435b51404ee",
     r"\$(?:apr1|[1256y]|2[abxy]|argon2(?:id?|d))\$[./A-Za-z0-9$=,+]{25}|\{S?SHA\}[A-Za-z0-9+/]{27}"
     r"|aad3b435b51404ee[0-9a-f]{16}:[0-9a-f]{32}"),
    ("a 1Password key", "A3-", r"A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}(?!\w)"),
    ("an Alibaba Cloud key", "LTAI", r"LTAI[A-Za-z0-9]{20}(?!\w)"),
    ("an Azure secret", "Q~ AZDO JQQJ99",
     r"[A-Za-z0-9_~.]{3}\dQ~[A-Za-z0-9_~.-]{31}|[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}(?!\w)"
     r"|[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{20}"),
    ("an Azure key", "APIM ACDb +ABa +AMC +ASt AIoT +AEh +ARm +ASb AzCa AzFu AzSe +ACR",
     r"[A-Za-z0-9+/]{76}(?:APIM|ACDb|\+(?:ABa|AMC|ASt))[A-Za-z0-9+/]{6}=="
     r"|[A-Za-z0-9+/]{33}(?:AIoT|AzCa|\+(?:AEh|ARm|ASb))[A-Za-z0-9+/]{6}="
     r"|[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{6}==|[A-Za-z0-9+/]{42}(?:AzSe|\+ACR)[A-Za-z0-9]{6}(?!\w)"),
    ("an Amazon key", "ABSK amzn.mws. bedrock-api-key-",
     r"ABSK[A-Za-z0-9+/]{100}|amzn\.mws\.[0-9a-f]{8}-[0-9a-f-]{27}|bedrock-api-key-[A-Za-z0-9+/]{60}"),
    ("a Firebase key", ":APA91b", r"AAAA[\w-]{7}:APA91b[\w-]{100}"),
    ("an Intercom token", "dG9rO", r"dG9rO[A-Za-z0-9+/]{50,56}={0,2}(?!\w)"),
    ("a ClickHouse key", "4b1d", r"4b1d(?=[0-9a-f]{0,37}[g-zA-Z])[A-Za-z0-9]{38}(?!\w)"),
    ("an OpenShift token", "sha256~", r"sha256~[\w-]{43}(?![\w-])"),
    ("a Plaid token", "access-", r"access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f-]{27}"),
    ("an Octopus Deploy key", "API-", r"API-(?=[A-Z]{0,25}\d)[A-Z0-9]{26}(?!\w)"),
    ("a Harness token", "pat. sat.", r"[ps]at\.[\w-]{22}\.[0-9a-f]{24}\.[A-Za-z0-9]{20}"),
    ("a payment provider key", "duffel_ EZAK EZTK FLWSECK shippo_",
     r"duffel_(?:live|test)_[\w=-]{43}|EZ[AT]K[A-Za-z0-9]{54}|FLWSECK(?:_TEST)?-[0-9a-z]{32}-X"
     r"|shippo_(?:live|test)_[0-9a-f]{40}"),
    ("a Sonar token", "sqa_ sqp_ squ_", r"sq[apu]_[0-9a-f]{40}(?!\w)"),
    ("a MaxMind key", "_mmk", r"[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?!\w)"),
    ("a Salesforce session", "00D", r"00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{60}"),
    ("a Dropbox token", "sl.B sl.u.", r"sl\.(?:B|u\.)[A-Za-z0-9_-]{100}"),
    ("a Wi-Fi password", "WIFI:", r"WIFI:(?:[STH]:[^;\s]{0,60};){0,3}P:[^;\s]{8,63};"),
    ("an API key", "p8e- fio-u- tk-us- xkeysib- CFPAT-",
     r"p8e-[A-Za-z0-9]{32}|fio-u-[\w=-]{64}|tk-us-[\w-]{48}|xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}|CFPAT-[\w-]{43}"),
    ("an API key", "pnu_ rdme_ sm_aat_ sm_pat_ sm_sat_ tfp_ AQVN phx_ napi_ rnd_",
     r"pnu_[A-Za-z0-9]{36}(?!\w)|rdme_[a-z0-9]{70}|sm_[aps]at_[A-Za-z0-9]{16}(?!\w)|tfp_[\w.=-]{55}|AQVN[\w-]{35}"
     r"|phx_[A-Za-z0-9]{43}|napi_[a-z0-9]{60}|rnd_[A-Za-z0-9]{28}"),
    ("a Google storage key", "GOOG1", r"GOOG1[A-Z0-9]{56}(?!\w)"),
    ("a Tencent Cloud key", "AKID", r"AKID(?=[A-Za-z]{0,31}\d)[A-Za-z0-9]{32}(?!\w)"),
    ("a Yandex token", "y0_ y1_ y2_ y3_ t1.9", r"y[0-3]_[\w-]{55}|t1\.9[\w-]{30,300}={0,2}\.[\w-]{86}"),
    ("a Vercel token", "vca_ vci_ vck_ vcp_ vcr_", r"vc[aikpr]_[A-Za-z0-9]{24}"),
    ("a Honeycomb key", "hcaic_ hcaik_ hcbic_ hcxic_ hcxik_", r"hc[abx]i[ck]_[0-9a-z]{58}(?!\w)"),
    ("an Axiom token", "xaat- xapt-", r"xa[ap]t-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("a ClickUp or Klaviyo token", "pk_", r"pk_(?:\d{5,10}_[A-Z0-9]{32}|[0-9a-f]{34})(?!\w)"),
    ("a PagerDuty token", "pdus+ pdeu+", r"pd(?:us|eu)\+_[A-Z0-9]{7}_[0-9a-f]{8}-[0-9a-f-]{27}"),
    ("a Bitwarden token", "==", r"0\.[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}=="),
    ("an API key", "pcsk_ nvapi- tvly- e2b_ jina_ tgp_v1_ csk- AQ.Ab",
     r"pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}|nvapi-[\w-]{64}|tvly-(?:[a-z]{3,4}-)?[A-Za-z0-9]{32}|e2b_[0-9a-f]{40}(?!\w)"
     r"|jina_[A-Za-z0-9]{60}|tgp_v1_[\w-]{43}|csk-[0-9a-z]{48}(?!\w)|AQ\.Ab[\w-]{48}"),
    ("an API key", "sk_ re_ fw_",
     r"sk_[0-9a-f]{48}(?!\w)|re_(?=\w{0,32}\d)[A-Za-z0-9]{8}_[A-Za-z0-9]{24}(?!\w)"
     r"|fw_(?=[A-Za-z]{0,23}\d)(?=[a-z0-9]{0,23}[A-Z])[A-Za-z0-9]{24}(?!\w)"),
    ("an API key", "xsmtpsib- secret-live- secret-test- mdb_sa_sk_ ddp_ ddw_ oauth:",
     r"xsmtpsib-[0-9a-f]{64}-[A-Za-z0-9]{16}|secret-(?:live|test)-(?=[\w=-]{0,35}[A-Z])[\w=-]{36}|mdb_sa_sk_[\w-]{40}|dd[pw]_[A-Za-z0-9]{36}(?!\w)"
     r"|oauth:[a-z0-9]{30}(?!\w)"),
    ("an API key", "fc- polar_", r"fc-[0-9a-f]{32}(?!\w)|polar_[op]at_[A-Za-z0-9]{32}"),
    ("an API key", "WPL_AP1. apify_api_ rootly_ ramp_sec_",
     r"WPL_AP1\.[A-Za-z0-9]{16}\.[A-Za-z0-9+/=]{6}|apify_api_[A-Za-z0-9]{36}|rootly_[0-9a-f]{64}"
     r"|ramp_sec_[A-Za-z0-9]{48}"),
    ("a private key", "IBADANBgkqhki IBAAKC MHcCAQEE b3BlbnNzaC1rZXktdjE",
     r"MII[A-Za-z0-9+/]{3}(?:IBADANBgkqhki|IBAAKC)[A-Za-z0-9+/]{20}|MHcCAQEE[A-Za-z0-9+/]{30}"
     r"|b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/]{30}"),
    ("a private key", "PuTTY-User-Key-File-", r"PuTTY-User-Key-File-\d"),
    ("a private key", "-----BEGIN", r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
)  # fmt: skip
"""For each form its name, signs of which every match contains one, and its pattern.

Each pattern is bounded, so that no pasted dump takes long to search.
"""

DOCUMENTED = frozenset(
    {
        *("2cafc0970149a84f", "f2d6ca16515033e5", "7f75367e78812551", "3543c50b0cb9cea8", "f5375a46365089a8"),
        *("ac9265e56c79b234", "ad62d48d8b069026", "cf4d418ed3de92d7"),
    }
)
"""The first 16 digits of the SHA-256 of keys and tokens that issuers and standards use as examples.

They are of Stripe, GitHub, Slack, Google, JSON Web Tokens and basic authentication. Scanners take a hash for no key.
"""
