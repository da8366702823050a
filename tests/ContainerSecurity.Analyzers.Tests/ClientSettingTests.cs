namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Settings with which clients of Kubernetes talk to anybody.</summary>
public class ClientSettingTests
{
    [TestCase("""object M() => new KubernetesClientConfiguration { Host = "https://api.example:6443", {|CSEC5072:SkipTlsVerify = true|} };""")]
    [TestCase("""void M(KubernetesClientConfiguration settings) { {|CSEC5072:settings.SkipTlsVerify = true|}; }""")]
    [TestCase("""object M() => new k8s.KubeConfigModels.ClusterEndpoint { Server = "https://api.example:6443", {|CSEC5072:SkipTlsVerify = true|} };""")]
    [TestCase("""const bool Skips = true; void M(KubernetesClientConfiguration settings) { {|CSEC5072:settings.SkipTlsVerify = Skips|}; }""")]
    [TestCase("""object M() => new KubernetesClientConfiguration { SkipTlsVerify = false };""")]
    [TestCase("""void M(KubernetesClientConfiguration settings, bool skips) { settings.SkipTlsVerify = skips; }""")]
    [TestCase("""class Own { public bool SkipTlsVerify { get; set; } } object M() => new Own { SkipTlsVerify = true };""")]
    public Task Certificate_that_is_not_checked_is_told(string members) => Code.OfKubernetes(members);
}
