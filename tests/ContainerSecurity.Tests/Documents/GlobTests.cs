using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents;

public class GlobTests
{
    [TestCase("*", "web", true)]
    [TestCase("web-*", "web-1", true)]
    [TestCase("web-*", "api-1", false)]
    [TestCase("w?b", "web", true)]
    [TestCase("*.yaml", "a/b.yaml", false)]
    [TestCase("**/*.yaml", "b.yaml", true)]
    [TestCase("**/*.yaml", "a/c/b.yaml", true)]
    [TestCase("deploy/**/x.yaml", "deploy/x.yaml", true)]
    [TestCase("deploy/**/x.yaml", "deploy/a/x.yaml", true)]
    [TestCase("deploy/**/x.yaml", "deploy/ax.yaml", false)]
    [TestCase("deploy/**", "deploy/a/x.yaml", true)]
    [TestCase("ba[rz]", "baz", true)]
    [TestCase("ba[rz]", "bat", false)]
    [TestCase("v[0-9]", "v7", true)]
    [TestCase("v[^0-9]", "v7", false)]
    [TestCase("v[0-9]", "v/", false)]
    [TestCase("v[", "v[", true)]
    [TestCase("[]", "[]", true)]
    [TestCase("", "", true)]
    [TestCase("", "a", false)]
    public void Pattern_matches_the_whole_text(string pattern, string text, bool expected)
    {
        Assert.That(Glob.Matches(pattern, text), Is.EqualTo(expected));
    }
}
