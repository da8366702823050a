using ContainerSecurity.Analyzers.CodeFixes;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A literal that is a secret is read from somewhere else, under a name that comes from where it stood.</summary>
public class SecretFixTests
{
    private const string Configuration = """
        }
        namespace Microsoft.Extensions.Configuration { public interface IConfiguration { string this[string key] { get; set; } } public class ConfigurationManager : IConfiguration { public string this[string key] { get => key; set { } } } }
        namespace Microsoft.AspNetCore.Builder { public class WebApplicationBuilder { public Microsoft.Extensions.Configuration.ConfigurationManager Configuration { get; } } }
        class Rest {
        """;

    [TestCase("""new V1EnvVar { Name = "DB_PASSWORD", {|CSEC4002:Value = "not-a-real-one"|} }""", """new V1EnvVar { Name = "DB_PASSWORD", Value = System.Environment.GetEnvironmentVariable("DB_PASSWORD") }""")] // csec:allow-secret
    [TestCase("""new[] { new V1EnvVar { Name = "A_TOKEN", {|CSEC4002:Value = "not-a-real-one"|} }, new V1EnvVar { Name = "B_TOKEN", {|CSEC4002:Value = /* b */ "not-a-real-two"|} } }""", """new[] { new V1EnvVar { Name = "A_TOKEN", Value = System.Environment.GetEnvironmentVariable("A_TOKEN") }, new V1EnvVar { Name = "B_TOKEN", Value = /* b */ System.Environment.GetEnvironmentVariable("B_TOKEN") } }""")]
    [TestCase(
        """new System.Net.NetworkCredential("shop", {|CSEC4012:"hunter2"|})""",
        """new System.Net.NetworkCredential("shop", System.Environment.GetEnvironmentVariable("PASSWORD"))""")]
    [TestCase("""new System.Net.NetworkCredential { UserName = "shop", Password = {|CSEC4012:"hunter2"|} }""", """new System.Net.NetworkCredential { UserName = "shop", Password = System.Environment.GetEnvironmentVariable("PASSWORD") }""")]
    [TestCase(
        """new System.Security.Cryptography.HMACSHA256(System.Text.Encoding.UTF8.GetBytes({|CSEC4012:"a key for all"|}))""",
        """new System.Security.Cryptography.HMACSHA256(System.Text.Encoding.UTF8.GetBytes(System.Environment.GetEnvironmentVariable("KEY")))""")]
    public Task Literal_is_read_from_the_environment(string bad, string good) => new FixedCode<ReadFromConfigurationFix>(bad, good).VerifyFix();

    [TestCase("""new CreateContainerParameters { Env = ["TZ=UTC", {|CSEC4002:"DB_PASSWORD=not-a-real-one"|}] }""", """new CreateContainerParameters { Env = ["TZ=UTC", $"DB_PASSWORD={System.Environment.GetEnvironmentVariable("DB_PASSWORD")}"] }""")]
    public Task Pair_of_a_list_keeps_its_name(string bad, string good) => new FixedCode<ReadFromConfigurationFix>(bad, good) { IsDocker = true }.VerifyFix();

    [TestCase("""object M(Microsoft.Extensions.Configuration.IConfiguration settings) => new V1EnvVar { Name = "DB_PASSWORD", {|CSEC4002:Value = "not-a-real-one"|} };""", """object M(Microsoft.Extensions.Configuration.IConfiguration settings) => new V1EnvVar { Name = "DB_PASSWORD", Value = settings["Secrets:DbPassword"] };""")] // csec:allow-secret
    [TestCase("""object M() { var builder = new Microsoft.AspNetCore.Builder.WebApplicationBuilder(); return new V1EnvVar { Name = "apiToken", {|CSEC4002:Value = "not-a-real-one"|} }; }""", """object M() { var builder = new Microsoft.AspNetCore.Builder.WebApplicationBuilder(); return new V1EnvVar { Name = "apiToken", Value = builder.Configuration["Secrets:ApiToken"] }; }""")]
    public Task Literal_is_read_from_the_configuration_at_hand(string bad, string good) =>
        new FixedCode<ReadFromConfigurationFix>(bad + Configuration, good + Configuration) { IsMembers = true, Action = 1 }.VerifyFix();

    [TestCase("""object M() => new V1EnvVar { Name = "DB_PASSWORD", {|CSEC4002:Value = Literal|} }; const string Literal = "not-a-real-one";""")]
    [TestCase("""object M() { var value = "not-a-real-one"; return new V1EnvVar { Name = "DB_PASSWORD", {|CSEC4002:Value = value|} }; }""")]
    public Task Constant_of_elsewhere_is_left_to_the_author(string code) =>
        new FixedCode<ReadFromConfigurationFix>(code, code) { IsMembers = true }.VerifyFix();

    [TestCase("""new V1EnvVar { Name = "DB_PASSWORD", {|CSEC4002:Value = "not-a-real-one"|} }""", """new V1EnvVar { Name = "DB_PASSWORD", ValueFrom = new V1EnvVarSource { SecretKeyRef = new V1SecretKeySelector { Name = "db", Key = "password" } } }""")]
    [TestCase("""new List<V1EnvVar> { new() { Name = "API_KEY", {|CSEC4002:Value = "not-a-real-one"|} }, new() { Name = "TZ", Value = "UTC" }, new() { Name = "PASSWORD", {|CSEC4002:Value = "not-a-real-two"|} } }""", """new List<V1EnvVar> { new() { Name = "API_KEY", ValueFrom = new() { SecretKeyRef = new() { Name = "api", Key = "key" } } }, new() { Name = "TZ", Value = "UTC" }, new() { Name = "PASSWORD", ValueFrom = new() { SecretKeyRef = new() { Name = "password", Key = "password" } } } }""")]
    public Task Variable_takes_its_value_from_a_secret(string bad, string good) => new FixedCode<SecretReferenceFix>(bad, good).VerifyFix();

    [Test]
    public Task Name_of_one_piece_is_taken_apart_at_its_capitals() => new FixedCode<SecretReferenceFix>(
        """new V1EnvVar { Name = "apiToken", {|CSEC4002:Value = "not-a-real-one"|} }""",
        """new V1EnvVar { Name = "apiToken", ValueFrom = new V1EnvVarSource { SecretKeyRef = new V1SecretKeySelector { Name = "api", Key = "token" } } }""").VerifyFix();

    [TestCase("V1EnvVar M(string name) => new V1EnvVar { Name = name, Value = {|CSEC4001:TOKEN|} };")]
    [TestCase("V1EnvVar M() => new V1EnvVar { Value = {|CSEC4001:TOKEN|} };")]
    [TestCase("void M(List<string> list) => list.Add({|CSEC4001:TOKEN|});")]
    [TestCase("object M() => new[] { {|CSEC4001:TOKEN|} };")]
    public async Task Nothing_is_proposed_where_no_name_is_known(string code)
    {
        string whole = code.Replace("TOKEN", "\"glpat-" + "Vq7tP2xLm9aBcDeFgH1j\"");
        await new FixedCode<SecretReferenceFix>(whole, whole) { IsMembers = true }.VerifyFix();
        await new FixedCode<ReadFromConfigurationFix>(whole, whole) { IsMembers = true }.VerifyFix();
    }

    [Test]
    public Task Comments_around_the_value_stay() => new FixedCode<SecretReferenceFix>(
        """
        new V1EnvVar
            {
                Name = "DB_PASSWORD",
                // For the tests.
                {|CSEC4002:Value = "not-a-real-one"|}, // secret
            }
        """,
        """
        new V1EnvVar
            {
                Name = "DB_PASSWORD",
                // For the tests.
                ValueFrom = new V1EnvVarSource { SecretKeyRef = new V1SecretKeySelector { Name = "db", Key = "password" } }, // secret
            }
        """).VerifyFix();
}
