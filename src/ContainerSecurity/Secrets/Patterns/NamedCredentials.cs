// csec:allow-secrets-of-file: made-up samples

using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Patterns;

/// <summary>
/// Values of no known format that their names call credentials: <see cref="SecretName"/> judges the name,
/// <see cref="SecretValue"/> the value.
/// </summary>
internal static class NamedCredentials
{
    private const string Anything = "[!-~]{4,1024}";

    /// <summary>Parts of names by which they are found.</summary>
    public static readonly string[] Anchors = ["pass", "pwd", "secret", "token", "cred", "key", "auth", "sharedaccesssig"];

    public static SecretPattern[] Patterns { get; } =
    [
        new("named-password", "Password", Anything)
        {
            Kind = SecretKind.Credential,
            Context = SecretContext.Password,
            MinimumEntropy = 0,
            Verify = static _ => SecretVerdict.Contextual,
            Samples =
            [
                "DB_PASSWORD=" + "tr0ub4dor&3", "password: " + "tr0ub4dor3", "\"dbPassword\": \"" + "tr0ub4dor&3\"",
                "<add key=\"Password\" value=\"" + "tr0ub4dor\" />", "<password>" + "tr0ub4dor</password>",
                "mytool --password " + "tr0ub4dor&3",
                "- name: DB_PASSWORD\n  value: " + "tr0ub4dor", "args: [\"--password\", \"" + "tr0ub4dor&3\"]",
                "args:\n- --password\n- " + "tr0ub4dor3", "var password = \"" + "tr0ub4dor&3\";",
                "ENV DB_PASSWORD " + "tr0ub4dor", "if (password == \"" + "tr0ub4dor&3\")", "client.SetPassword(\"" + "tr0ub4dor&3\")",
            ],
            Counterexamples =
            [
                "password=", "password: changeme", "password: ${PASSWORD}", "password: $(PASSWORD)",
                "password: {{ .Values.password }}", "password = \"connection.password\"",
                "string password = GetPassword();", "password: string", "PASSWORD_FILE=/run/secrets/db1",
                "<param name=\"password\">The password of user1.</param>", "the password: it is 8 characters long",
                "passwordResetUrl: \"https://example.org/r3set\"", "if (password == confirmation2)",
                "password: <password>", "password: vault:secret/data/db1#password", "password: ********",
            ],
        },
        new("named-token", "Token or key", Anything)
        {
            Kind = SecretKind.Credential,
            Context = SecretContext.Token,
            MinimumEntropy = 0,
            Verify = static _ => SecretVerdict.Contextual,
            Samples =
            [
                "api_key = \"" + "k8Xw2QmZr7TbVn4LsYp1\"",
                "API_TOKEN=" + "k8Xw2QmZr7TbVn4LsYp1",
                "clientSecret: '" + "k8Xw2QmZr7TbVn4LsYp1'",
                "Environment.SetEnvironmentVariable(\"API_TOKEN\", \"" + "k8Xw2QmZr7TbVn4LsYp1\")"
            ],
            Counterexamples =
            [
                "publicKeyToken=\"" + "b77a5c561934e089\"", "secretName: db-credentials-v1", "token = token2;",
                "token_endpoint = \"k8Xw2QmZr7TbVn4LsYp1\"", "api_key: 00000000-0000-0000-0000-000000000000",
                "csrfToken = \"" + "k8Xw2QmZr7TbVn4LsYp1\"",
                "tokenUrl: https://login.example.org/oauth2", "api_key: sha256:" + "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                "secretKeyRef: {name: db1, key: password}", "CancellationToken token = source1.Token;",
            ],
        },
        new("connection-string-password", "Connection string", Anything)
        {
            Kind = SecretKind.ConnectionString,
            Context = SecretContext.ConnectionString,
            MinimumEntropy = 0,
            Verify = static _ => SecretVerdict.Contextual,
            Samples =
            [
                "Server=db;Database=shop;User Id=app;Password=" + "tr0ub4dor;Encrypt=true",
                "Data Source=db;Initial Catalog=shop;uid=app;pwd=" + "tr0ub4dor",
                "host=db port=5432 dbname=shop user=app password=" + "tr0ub4dor",
                "cache:6380,password=" + "tr0ub4dor3,ssl=True,abortConnect=False",
                "Endpoint=sb://demo.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=" + "k8Xw2QmZr7TbVn4LsYp1",
            ],
            Counterexamples =
            [
                "Server=db;Database=shop;User Id=app;Password=;",
                "Server=db;User Id=app;Password={0};",
                "Server=db;User Id=app;Password=<password>;",
                "Server=db;Database=shop;Integrated Security=true",
                "Server=db;User Id=app;Password=${DB_PASSWORD}"
            ],
        },
    ];
}
