// csec:allow-secrets-of-file: made-up samples
namespace ContainerSecurity.Analyzers.Tests.Secrets;

/// <summary>What other rules judge already is told once, and test projects are told quietly.</summary>
public class SecretPlaceTests
{
    [TestCase("""object M() => new V1EnvVar { Name = "DB_PASSWORD", {|CSEC4002:Value = "hunter2"|} };""")]
    [TestCase("""object M() => new V1ConfigMap { Metadata = new() { Name = "a" }, Data = new Dictionary<string, string> { [{|CSEC4005:"password"] = "hunter2"|} } };""")]
    [TestCase("""object M() => new V1Secret { Metadata = new() { Name = "a" }, {|CSEC4006:StringData|} = new Dictionary<string, string> { ["password"] = {|CSEC4012:"hunter2"|} } };""")]
    [TestCase("""object M() => new V1Secret { Metadata = new() { Name = "a" }, {|CSEC4006:Data|} = new Dictionary<string, byte[]> { ["password"] = System.Text.Encoding.UTF8.GetBytes({|CSEC4012:"hunter2"|}) } };""")]
    [TestCase("""object M() => new V1Container { Name = "a", Image = "registry.example/a:1.0", Command = ["docker", "login", "-u", "shop", "-p", {|CSEC4012:"k8Xw2QmZr7Tb"|}] };""")]
    [TestCase("""object M() => new V1SecretKeySelector { Name = "db", Key = "password" };""")]
    [TestCase("""object M() => new V1Secret { Metadata = new() { Name = "db-password" }, Type = "Opaque" };""")]
    public Task Kubernetes_objects(string members) => Code.OfKubernetes(members);

    [TestCase("""object M() => new CreateContainerParameters { Image = "registry.example/a:1.0", Env = new List<string> { {|CSEC4002:"DB_PASSWORD=hunter2"|} } };""")]
    [TestCase("""object M() => new AuthConfig { Username = "shop", Password = {|CSEC4012:"hunter2"|} };""")]
    [TestCase("""object M(string password) => new AuthConfig { Username = "shop", Password = password };""")]
    [TestCase("""object M() => new AuthConfig { Username = "hunter2", ServerAddress = "registry.example" };""")]
    public Task Docker_objects(string members) => Code.OfDocker(members);

    [Test]
    public Task Environment_of_a_test_container_is_told_once() => Code.OfTestcontainers("""
        object M() => new ContainerBuilder("nginx:1.29.2").WithEnvironment("DB_PASSWORD", {|CSEC4002:"hunter2"|});
        """, withSuggestions: true);

    [Test]
    public Task Manifest_in_a_literal_is_judged_once() => Code.OfKubernetes(""""
        object M() => k8s.KubernetesYaml.Deserialize<V1Pod>("""
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              containers:
              - name: app
                image: registry.example/web:1.0
                env: [{name: DB_PASSWORD, {|CSEC4002:value: hunter2|}}]
            """);
        """");

    [TestCase("", true)]
    [TestCase("build_property.ContainerSecuritySecretsInTests = warning", true, false)]
    [TestCase("container_security.secrets_in_tests = none", false)]
    public async Task Passwords_of_test_projects_are_suggestions(string option, bool isTold, bool isSuggestion = true)
    {
        foreach (bool withSuggestions in new[] { false, true })
        {
            var code = new Code($$"""class C { string password = {{(isTold && (withSuggestions || !isSuggestion) ? "{|CSEC4012:\"hunter2\"|}" : "\"hunter2\"")}}; }""") { WithSuggestions = withSuggestions };
            code.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.IsTestProject = true\n{option}\n"));
            await code.RunAsync();
        }
    }
}
