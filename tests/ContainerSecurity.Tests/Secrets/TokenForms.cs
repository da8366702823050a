namespace ContainerSecurity.Tests.Secrets;

/// <summary>
/// The forms of tokens as their services document them, and random tokens of each. A part <c>{w:20-40}</c> stands for 20 to 40
/// random characters of a class; all else stands for itself.
/// </summary>
internal static class TokenForms
{
    private const string Digits = "0123456789";

    private const string Lower = "abcdefghijklmnopqrstuvwxyz";

    private const string Mixed = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Lower + Digits;

    /// <summary>Forms that tell themselves; no name stands beside them.</summary>
    public static readonly string[] All =
    [
        "ghp_{A:36}", "gho_{A:36}", "ghu_{A:36}", "ghs_{A:36}", "ghr_{A:76}", "ghp_{A:251}", "github_pat_{A:22}_{A:59}",
        "glpat-{w:20}", "glpat-{w:27-300}.{a:2}.{a:9}", "gldt-{w:20}", "glrt-{w:20}", "glrt-t1_{w:27-300}.{a:2}.{a:9}", "glrtr-{w:20}",
        "glcbt-{A:1-5}_{w:20}", "glptt-{h:40}", "glft-{w:20}", "glimt-{w:25}", "glagent-{w:50}", "gloas-{h:64}", "glsoat-{w:20}",
        "glffct-{w:20}", "glwt-{w:20}", "GR1348941{w:20}",
        "AKIA{X:16}", "ASIA{X:16}", "ABSK{6:108-268}", "IQoJb3JpZ2luX2Vj{6:200-1200}==", "amzn.mws.{h:8}-{h:4}-{h:4}-{h:4}-{h:12}",
        "AIza{w:35}", "GOCSPX-{w:28}", "ya29.{w:60-200}", "ya29.c.{w:60-1000}", "1//0{w:60-200}",
        "{A:3}8Q~{w:34}", "{A:3}7Q~{w:31}", "{6:76}+ASt{6:5}Q==", "{6:76}+ABa{6:5}A==", "{6:76}ACDb{6:5}g==", "{6:76}APIM{6:5}w==",
        "{6:76}+AMC{6:5}Q==", "{6:33}+ASbA{6:5}=", "{6:33}+AEhP{6:5}=", "{6:33}+ARmB{6:5}=", "{6:33}AIoTC{6:5}=", "{6:33}AZEGD{6:5}=",
        "{6:33}AzCaE{6:5}=", "{A:42}AzSeB{A:5}", "{w:44}AzFu{w:5}A==", "{6:42}+ACRA{6:5}", "{6:42}+ACRD{6:5}",
        "{A:52}JQQJ99BA{A:4}AAAAAAAAAAAAAZDO{A:4}",
        "https://demo.blob.core.windows.net/c?sv=2024-11-04&sp=r&sig={A:43}%3D", "https://host/workflows/1/run?sp=%2Frun&sv=1.0&sig={w:43}",
        "https://demo.webhook.office.com/webhookb2/{h:8}-{h:4}-{h:4}-{h:4}-{h:12}@{h:8}-{h:4}-{h:4}-{h:4}-{h:12}/IncomingWebhook/{h:32}/"
            + "{h:8}-{h:4}-{h:4}-{h:4}-{h:12}",
        "https://outlook.office.com/webhook/{h:8}-{h:4}-{h:4}-{h:4}-{h:12}@{h:8}-{h:4}-{h:4}-{h:4}-{h:12}/IncomingWebhook/{h:32}/"
            + "{h:8}-{h:4}-{h:4}-{h:4}-{h:12}/V2{w:40-44}",
        "xoxb-{d:10-13}-{d:10-13}-{A:24}", "xoxp-{d:10-13}-{d:10-13}-{d:10-13}-{h:32}", "xoxa-2-{d:10-13}-{d:10-13}-{d:10-13}-{h:32}",
        "xoxr-{d:10-13}-{d:10-13}-{d:10-13}-{h:64}", "xoxs-{d:10-13}-{d:10-13}-{d:10-13}-{h:10-64}", "xoxc-{d:10-13}-{d:10-13}-{d:10-13}-{h:64}",
        "xoxd-{A:60}%2B{A:60-100}%3D", "xapp-1-A{U:10}-{d:12-13}-{h:64}", "xoxe.xoxp-1-{A:163-166}", "xoxe-1-{A:146}",
        "https://hooks.slack.com/services/T{U:8-10}/B{U:8-10}/{A:24}", "https://hooks.slack.com/workflows/T{U:8-10}/A{U:8-10}/{d:18}/{A:24}",
        "https://hooks.slack.com/triggers/T{U:8-12}/{d:13}/{h:32}",
        "npm_{A:36}", "pypi-AgEIcHlwaS5vcmc{w:150-4000}", "oy2{x:43}", "dckr_pat_{w:27}", "dckr_oat_{w:32}", "rubygems_{h:48}", "cio{A:32}",
        "CLOJARS_{a:60}", "AKCp{A:69}",
        "sk_live_{A:24}", "sk_test_{A:99}", "rk_live_{A:99-247}", "whsec_{A:32}", "whsec_{6:32-64}", "access_token$production${a:16}${h:32}",
        "sk-{A:20}T3BlbkFJ{A:20}", "sk-proj-{w:58}T3BlbkFJ{w:58}", "sk-svcacct-{w:74}T3BlbkFJ{w:74}", "sk-admin-{w:58}T3BlbkFJ{w:58}",
        "sk-ant-api03-{w:93}AA", "sk-ant-admin01-{w:93}AA", "sk-ant-oat01-{w:93}AA", "hf_{L:34}", "gsk_{A:52}", "xai-{A:80}", "pplx-{A:48}",
        "r8_{A:37}", "lsv2_pt_{h:32}_{h:10}", "sk-or-v1-{h:64}",
        "hvs.{A:24}", "hvs.{w:90-300}", "hvb.{w:138-600}", "hvr.{w:90-120}", "{A:14}.atlasv1.{A:67}", "dp.pt.{A:40-44}", "dp.st.dev.{A:43}",
        "ops_eyJ{6:400-1200}", "A3-{U:6}-{U:6}-{U:5}-{U:5}-{U:5}-{U:5}",
        "dop_v1_{h:64}", "doo_v1_{h:64}", "dor_v1_{h:64}", "nfp_{A:36}", "nfc_{A:36}", "nfo_{A:36}", "nfu_{A:36}", "nfb_{A:36}",
        "sc_{A:5-30}.{A:4-6}.acc-{a:10-32}.{A:30-120}", "ext_{A:5-30}.{A:4-6}.acc_{a:10-32}.{A:30-120}",
        "scauth_{A:5-30}.{A:4-6}.acc-{a:10-32}.{A:30-120}", "authress_{A:5-30}.{A:4-6}.acc-{a:10-32}.{A:30-120}",
        "tskey-auth-{A:12-17}-{A:32}", "fo1_{w:43}", "HRKU-AA{w:58}", "LTAI{A:20}", "AKID{A:32}", "AQVN{w:36}", "y0_{w:55}",
        "CCIPAT_{A:22}_{h:40}", "CCIPRJ_{A:22}_{h:40}", "bkua_{h:40}", "bkua_{A:3}.{h:40}", "sbp_{h:40}", "sb_secret_{A:22}_{A:8}",
        "SWMTKN-1-{a:50}-{a:25}", "SWMKEY-1-{6:43}", "K10{h:64}::server:{h:32}", "K10{h:64}::node:{h:32}", "K10{h:64}::{a:6}.{a:16}",
        "AGE-SECRET-KEY-1{b:58}",
        "SG.{w:22}.{w:43}", "{h:32}-us{d:1-2}", "key-{h:32}", "{h:32}-{h:8}-{h:8}", "{e:10}:AA{w:33}", "{e:8}:AA{w:33}",
        "lin_api_{A:40}", "ntn_{d:11}{A:35}", "figd_{w:40}", "pscale_tkn_{w:43}", "shpat_{h:32}", "shpss_{h:32}", "NRAK-{U:27}",
        "glsa_{A:32}_{h:8}", "glc_{6:100-300}", "sntryu_{h:64}", "dt0c01.{U:24}.{U:64}", "dapi{h:32}", "PMAK-{h:24}-{h:34}", "pnu_{a:36}",
        "pul-{h:40}",
        "SK{h:32}", "sgp_{h:40}", "xkeysib-{h:64}-{A:16}", "ATATT3{w:186}", "EZAK{A:54}", "sq0atp-{w:22}", "whsec_{6:43}=", "NRII-{w:32}", "glc_{6:32}",
        "rdme_{a:70}", "tfp_{w:59}", "sqp_{h:40}", "squ_{h:40}", "sqa_{h:40}", "EAAA{w:60}", "patA{A:13}.{h:64}",
    ];

    /// <summary>A random token of a form.</summary>
    public static string Next(Random random, string form)
    {
        var token = new System.Text.StringBuilder();
        for (int at = 0; at < form.Length; at++)
        {
            if (form[at] != '{')
            {
                token.Append(form[at]);
                continue;
            }
            int close = form.IndexOf('}', at);
            string[] range = form[(at + 3)..close].Split('-');
            int least = int.Parse(range[0], null);
            token.Append(random.GetItems<char>(Alphabet(form[at + 1]), LengthOf(random, least, int.Parse(range[^1], null))));
            at = close;
        }
        return token.ToString();
    }

    /// <summary>The shortest and the longest are as frequent as all between.</summary>
    private static int LengthOf(Random random, int least, int most) =>
        random.Next(3) switch { 0 => least, 1 => most, _ => random.Next(least, most + 1) };

    private static string Alphabet(char name) => name switch
    {
        'A' => Mixed,
        'L' => Mixed[..52],
        'a' => Lower + Digits,
        'U' => Mixed[..26] + Digits,
        'X' => Mixed[..26] + "234567",
        'x' => Lower + "234567",
        'h' => Digits + "abcdef",
        'd' => Digits,
        'e' => Digits[1..],
        'w' => Mixed + "-_",
        '6' => Mixed + "+/",
        'b' => "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
