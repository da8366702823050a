using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Sources;

/// <summary>What patterns of the command line say of paths.</summary>
public class PathFilterTests
{
    [TestCase("x", "x/Dockerfile", ExpectedResult = false)]
    [TestCase("x", "sub/x/Dockerfile", ExpectedResult = false)]
    [TestCase("x/", "sub/x/Dockerfile", ExpectedResult = false)]
    [TestCase("./x", "x/Dockerfile", ExpectedResult = false)]
    [TestCase("./x/", "x/Dockerfile", ExpectedResult = false)]
    [TestCase("././x", "x/Dockerfile", ExpectedResult = false)]
    [TestCase(".\\x", "x/Dockerfile", ExpectedResult = false)]
    [TestCase("./x", "sub/x/Dockerfile", ExpectedResult = true)]
    [TestCase("./x", "xy/Dockerfile", ExpectedResult = true)]
    [TestCase("./sub/*.yaml", "sub/a.yaml", ExpectedResult = false)]
    [TestCase("./*.yaml", "sub/a.yaml", ExpectedResult = true)]
    [TestCase("*.yaml", "sub/a.yaml", ExpectedResult = false)]
    public bool File_is_picked_unless_a_pattern_excludes_it(string pattern, string path) => new PathFilter([], [pattern]).Picks(path);
}
