// csec:allow-secrets-of-file: made-up samples
namespace ContainerSecurity.Analyzers.Tests.Secrets;

/// <summary>Texts that hold a secret, whatever they are given to.</summary>
public class SecretTextTests
{
    private const string Token = "ghp_" + "r9Xk2LmQ7vT4sB8nC1wZ5yD3fG6hJ02wGWZa";

    [TestCase("""object Settings = {|CSEC4001:"TOKEN"|};""")]
    [TestCase("""void M(string text = "see {|CSEC4001:TOKEN|}") { }""")]
    [TestCase("""object M(int n) => $"{n}: {|CSEC4001:TOKEN|}";""")]
    [TestCase(""""
        object M() => """
            first
            token {|CSEC4001:TOKEN|}
            """;
        """")]
    [TestCase("""ReadOnlySpan<byte> M() => {|CSEC4001:"TOKEN"u8|};""")]
    [TestCase("""string Db = "Server=db;Database=shop;User Id=app;Password={|CSEC4004:tr0ub4dor|};Encrypt=true";""")]
    [TestCase("""string Db = "Server=localhost; Database=Main; User=Admin; Password={|CSEC4004:foo|}";""")]
    [TestCase("""string Db = "user=admin&password={|CSEC4004:Admin123|}";""")]
    [TestCase("""string Db = @"Password={|CSEC4004:123|}";""")]
    [TestCase("""string Db = "Server=db;" + "User Id=app;" + "Password={|CSEC4004:tr0ub4dor|};";""")]
    [TestCase("""const string Part = "x"; string Db = "Server=" + Part + ";User Id=app;Password={|CSEC4004:tr0ub4dor|};";""")]
    [TestCase("""string Url = "amqp://shop:{|CSEC4004:azerty123|}@rabbit:5672";""")]
    [TestCase("""object M() => new Uri("https://shop:{|CSEC4004:azerty123|}@registry.example/v2/");""")]
    [TestCase("""string Command = "docker login -u shop -p {|CSEC4012:k8Xw2QmZr7Tb|} registry.example";""")]
    public Task Secret_is_told_at_its_place(string members) => NamedSecretTests.Judge(members.Replace("TOKEN", Token, StringComparison.Ordinal));

    [Test]
    public Task Private_key_is_told()
    {
        string key = ContainerSecurity.Secrets.SecretPatterns.BuiltIn.Single(p => p.Id == "private-key").Samples[0];
        return NamedSecretTests.Judge($$"""
            string Text = {|CSEC4003:@"{{key}}"|};
            """);
    }

    [TestCase("""string Db = "Server=db;Database=shop;Integrated Security=true";""")]
    [TestCase("""string Db = "Server=db;User Id=app;Password={0};", Other = "Server=db;User Id=app;Password=;";""")]
    [TestCase("""string M(string pw) => "Server=db;User Id=app;Password=" + pw + ";";""")]
    [TestCase("""string M(string pw) => $"Server=db;User Id=app;Password={pw};";""")]
    [TestCase("""string M(string pw) => string.Format("user={0}&password={1}", "shop", pw);""")]
    [TestCase("""string Db = "Server=db;User Id=app;Password=<password>;", Other = "Server=db;Password=?";""")]
    [TestCase("""string Sql = "SELECT * FROM users WHERE password = @password AND pwd = ?";""")]
    [TestCase("""string Sql = "UPDATE users SET password = hash WHERE id = 1";""")]
    [TestCase("""string Url = "https://user@host/a:b", Other = "http://guest:guest@host";""")]
    [TestCase("""string M(string user, string pw) => $"https://{user}:{pw}@host";""")]
    [TestCase("""string Label = "Password:", Text = "Password: must be 8 characters", Help = "--password=PASSWORD  the password";""")]
    [TestCase("""string Key = "Identity:Password:RequiredLength", Grant = "grant_type=password&scope=api";""")]
    [TestCase("""string Pattern = @"password=(?<password>[^;]+)", Other = @"pwd\s*=\s*\S+";""")]
    [TestCase("""string Log = "Token={Token} expired, Password={Password} wrong";""")]
    [TestCase("""string Html = "<input type=\"password\" name=\"password\" placeholder=\"Password\" />";""")]
    [TestCase("""string Hash = "sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";""")]
    public Task Look_alike_is_silent(string members) => NamedSecretTests.Judge(members);

    [Test]
    public async Task Generated_code_is_passed_over()
    {
        var code = new Code("class Empty { }");
        code.TestState.Sources.Add(("Settings.g.cs", "class Settings { string password = \"hunter2\"; }"));
        await code.RunAsync();
    }
}
