// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Literals;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>
/// Credentials that code hands to functions whose names do not call them so: the password for a connection, the key of
/// a signature. Which argument it is, the libraries' own documentation tells.
/// </summary>
internal static class CallCredentials
{
    /// <summary>Functions that take a password, with the index of the argument.</summary>
    private static readonly Dictionary<string, int> Passwords = new(StringComparer.Ordinal)
    {
        ["getConnection"] = 2,
        ["mysql_connect"] = 2,
        ["mysql_pconnect"] = 2,
        ["mysqli_connect"] = 2,
        ["mysqli_real_connect"] = 3,
        ["new mysqli"] = 2,
        ["new PDO"] = 2,
        ["oci_connect"] = 1,
        ["oci_pconnect"] = 1,
        ["odbc_connect"] = 2,
        ["ibase_connect"] = 2,
        ["ftp_login"] = 2,
        ["ldap_bind"] = 2,
        ["imap_open"] = 2,
        ["ssh2_auth_password"] = 2,
        ["MySQLdb.connect"] = 2,
        ["pymysql.connect"] = 2,
        ["basicAuth"] = 1,
        ["basic_auth"] = 1,
        ["SetBasicAuth"] = 1,
        ["setBasicAuth"] = 1,
        ["basicAuthentication"] = 1,
        ["BasicAuth"] = 1,
        ["HTTPBasicAuth"] = 1,
        ["HTTPDigestAuth"] = 1,
        ["HTTPProxyAuth"] = 1,
        ["HttpBasicAuthenticator"] = 1,
        ["BasicAuthenticator"] = 1,
        ["PlainAuth"] = 2,
        ["CRAMMD5Auth"] = 1,
        ["Credentials::new"] = 1,
        ["username_pw_set"] = 1,
        ["new Sequelize"] = 2,
        ["auth="] = 1,
        ["auth = "] = 1,
        ["PBEKeySpec"] = 0,
        ["keyStore.load"] = 1,
        ["keystore.load"] = 1,
        ["ks.load"] = 1,
        ["trustStore.load"] = 1,
        [".login"] = 1,
        [".auth"] = 1,
        [".simple_bind_s"] = 1,
        [".simple_bind"] = 1,
        ["authenticateAsync"] = 1,
        ["AuthenticateAsync"] = 1,
        ["Authenticate"] = 1,
    };

    /// <summary>Functions that take a key or a token, with the index of the argument.</summary>
    private static readonly Dictionary<string, int> Tokens = new(StringComparer.Ordinal)
    {
        ["SymmetricSecurityKey"] = 0,
        ["HMACSHA1"] = 0,
        ["HMACSHA256"] = 0,
        ["HMACSHA384"] = 0,
        ["HMACSHA512"] = 0,
        ["HMACMD5"] = 0,
        ["Algorithm.HMAC256"] = 0,
        ["Algorithm.HMAC384"] = 0,
        ["Algorithm.HMAC512"] = 0,
        ["signWith"] = 1,
        ["hmacShaKeyFor"] = 0,
        ["cookieParser"] = 0,
        ["createHmac"] = 1,
        ["createCipheriv"] = 1,
        ["createDecipheriv"] = 1,
        ["jwt.sign"] = 1,
        ["jwt.verify"] = 1,
        ["jwt.encode"] = 1,
        ["jwt.decode"] = 1,
        ["JWT.encode"] = 1,
        ["JWT.decode"] = 1,
        ["JWT::encode"] = 1,
        ["JWT::decode"] = 1,
        ["hash_hmac"] = 2,
        ["openssl_encrypt"] = 2,
        ["openssl_decrypt"] = 2,
        ["HMAC.hexdigest"] = 1,
        ["HMAC.digest"] = 1,
        ["hmac.new"] = 0,
        ["HMAC.new"] = 0,
        ["hmac.New"] = 1,
        ["aes.NewCipher"] = 0,
        ["AES.new"] = 0,
        ["Fernet"] = 0,
        ["SignedString"] = 0,
        ["bearer_auth"] = 0,
        ["bearerAuth"] = 0,
        ["BearerAuth"] = 0,
        ["setBearerAuth"] = 0,
        ["NewCookieStore"] = 0,
        ["URLSafeTimedSerializer"] = 0,
        ["URLSafeSerializer"] = 0,
        ["TimedJSONWebSignatureSerializer"] = 0,
    };

    public static SecretPattern[] Patterns { get; } =
    [
        new("call-password", "Code", Shape(Passwords))
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) => Locate(Passwords, text, ref start, ref end, ref walk),
            Verify = static value => Judge(SecretNameKind.Password, value),
            Samples =
            [
                "DriverManager.getConnection(url, \"app\", \"" + "tr0ub4dor3\")", "new PDO($dsn, 'app', '" + "tr0ub4dor3')",
                "requests.get(url, auth=(\"app\", \"" + "tr0ub4dor3\"))", "http.basic_auth 'app', '" + "tr0ub4dor3'",
                "smtp.PlainAuth(\"\", \"me@host\", \"" + "tr0ub4dor3\", host)",
            ],
            Counterexamples =
            [
                "DriverManager.getConnection(url, user, password)", "getConnection(\"a\", \"b\", getPassword(\"tr0ub4dor3\"))",
                "new PDO($dsn, 'app', '')", "server.login(user, os.environ[\"PASSWORD1\"])", "auth=(\"user\", \"password\")",
            ],
        },
        new("call-key", "Code", Shape(Tokens))
        {
            Kind = SecretKind.Credential,
            MinimumEntropy = 0,
            Locate = static (string text, ref int start, ref int end, ref TextWalk walk) => Locate(Tokens, text, ref start, ref end, ref walk),
            Verify = static value => Judge(SecretNameKind.Token, value),
            Samples =
            [
                "jwt.sign({ id }, '" + SampleText.Mixed(20) + "')", "new HMACSHA256(Encoding.UTF8.GetBytes(\"" + SampleText.Mixed(20) + "\"))",
                "hmac.new(b\"" + SampleText.Mixed(20) + "\", message)", "token.SignedString([]byte(\"" + SampleText.Mixed(20) + "\"))",
            ],
            Counterexamples =
            [
                "jwt.sign(payload, process.env.SECRET)", "jwt.verify(token, 'your-secret-key-12')", "createHmac('sha256', key)",
                "hmac.new(key, b\"" + SampleText.Mixed(20) + "\")",
            ],
        },
    ];

    private static string Shape(Dictionary<string, int> calls) =>
        "(" + string.Join("|", calls.Keys.OrderByDescending(k => k.Length).Select(k => k.Replace(".", @"\."))) + @")( ?\(| )";

    private static bool Locate(Dictionary<string, int> calls, string text, ref int start, ref int end, ref TextWalk walk)
    {
        if (start > 0 && CharacterSet.Word.Contains(text[start - 1]) && CharacterSet.Word.Contains(text[start]))
            return false;
        int nameEnd = end;
        while (nameEnd > start && text[nameEnd - 1] is ' ' or '(' or '\t' or '\n' or '\r')
            nameEnd--;
        string name = text.Substring(start, nameEnd - start);
        if (!calls.TryGetValue(name, out int index) && !calls.TryGetValue(name + " ", out index))
            return false;
        if (!new LiteralArguments(text, end, text.Length).TryRead(index, ref walk, out Literal literal))
            return false;
        (start, end) = (literal.Start, literal.End);
        return end > start;
    }

    private static SecretVerdict Judge(SecretNameKind kind, string value) =>
        SecretValue.IsCredential(kind, "", value, ValueForm.Quoted) ? SecretVerdict.Contextual : SecretVerdict.None;
}
