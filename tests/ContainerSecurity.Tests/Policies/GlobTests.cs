using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Policies;

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
    [TestCase("", "", true)]
    [TestCase("", "a", false)]
    public void Pattern_matches_the_whole_text(string pattern, string text, bool expected)
    {
        Assert.That(Glob.Matches(pattern, text), Is.EqualTo(expected));
    }
}
