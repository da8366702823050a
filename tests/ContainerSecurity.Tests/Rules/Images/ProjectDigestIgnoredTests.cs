using ContainerSecurity.Rules.Images;

namespace ContainerSecurity.Tests.Rules.Images;

public class ProjectDigestIgnoredTests
{
    [TestCase("\"version\": \"9.0.101\"", true)]
    [TestCase("\"version\": \"9.0.102\"", true)]
    [TestCase("\"version\": \"8.0.405\", \"rollForward\": \"latestPatch\"", true)]
    [TestCase("\"version\": \"9.0.101\", \"rollForward\": \"disable\"", true)]
    [TestCase("\"version\": \"9.0.103\"", false)]
    [TestCase("\"version\": \"9.0.200\"", false)]
    [TestCase("\"version\": \"10.0.100-rc.1.25451.107\"", false)]
    [TestCase("\"version\": \"9.0.101\", \"rollForward\": \"latestFeature\"", false)]
    [TestCase("\"allowPrerelease\": false", false)]
    [TestCase("\"version\": \"nine\"", false)]
    public void Digest_is_told_where_the_sdk_drops_it(string sdk, bool isTold) =>
        Assert.That(Judge(sdk, "@sha256:6c3c624b58dbbcd3c0dd82b4c53f04194d1247c6eebdaab7c610cf7d66709b3b"), Is.EqualTo(isTold ? 1 : 0));

    [Test]
    public void Base_without_a_digest_loses_none() => Assert.That(Judge("\"version\": \"9.0.101\"", ""), Is.Zero);

    private static int Judge(string sdk, string digest) => Manifest.Project($$"""
        <!-- global.json: {"sdk": { {{sdk}} } } -->
        <PropertyGroup><TargetFramework>net9.0</TargetFramework><ContainerBaseImage>mcr.microsoft.com/dotnet/aspnet:9.0{{digest}}</ContainerBaseImage></PropertyGroup>
        """).Judge<ProjectDigestIgnored>().Count;
}
