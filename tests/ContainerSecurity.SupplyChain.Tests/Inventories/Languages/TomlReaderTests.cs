using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.Languages;

public sealed class TomlReaderTests
{
    [TestCase("a = \"x\\ty\\u00e9\\U0001F600\\\"\"", "x\ty\u00e9\U0001F600\"")]
    [TestCase("a = 'C:\\x'", "C:\\x")]
    [TestCase("a = \"\"\"\nx\ny\"\"\"", "x\ny")]
    [TestCase("a = \"\"\"x \\\n   y\"\"\"", "x y")]
    [TestCase("a = \"\"\"\"x\"\"\"\"", "\"x\"")]
    [TestCase("a = '''x'y'''", "x'y")]
    [TestCase("a = 1979-05-27T07:32:00Z # when", "1979-05-27T07:32:00Z")]
    [TestCase("a = 1979-05-27 07:32:00", "1979-05-27 07:32:00")]
    [TestCase("\"a\" = true", "true")]
    [TestCase("a = \"\" # \"x\"", "")]
    public void Values_are_read_as_TOML_says(string text, string value)
    {
        TomlTable table = TomlReader.Read(text, out string? fault);

        Assert.That(fault, Is.Null);
        Assert.That(table.Text("a"), Is.EqualTo(value));
    }

    [Test]
    public void Tables_lists_of_tables_and_dotted_keys_come_together()
    {
        TomlTable root = TomlReader.Read("""
            x.y.z = "dotted"
            [[package]]
            name = "a"
            [package.source]
            type = "git"
            [[package]]
            name = "b"
            source = { registry = "r", nested = { "quoted key" = [ "1", # first
              "2", ] } }
            ["a.b".'c']
            d = "deep"
            """, out string? fault);

        Assert.That(fault, Is.Null);
        Assert.That(root.Table("x")?.Table("y")?.Text("z"), Is.EqualTo("dotted"));
        TomlTable[] packages = [.. root.Tables("package")];
        Assert.That(packages.Select(p => p.Text("name")), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(packages[0].Table("source")?.Text("type"), Is.EqualTo("git"));
        Assert.That(packages[1].Table("source")?.Table("nested")?.Texts("quoted key"), Is.EqualTo(new[] { "1", "2" }));
        Assert.That(root.Table("a.b")?.Table("c")?.Text("d"), Is.EqualTo("deep"));
    }

    [TestCase("a = 1\na = 2")]
    [TestCase("a = \"x")]
    [TestCase("a = \"\\q\"")]
    [TestCase("a = \"\\ud800\"")]
    [TestCase("a = 1 b")]
    [TestCase("a =")]
    [TestCase("= 1")]
    [TestCase("[a")]
    [TestCase("a = [1, 2")]
    [TestCase("a = {b = 1")]
    [TestCase("a = 1\n[a]")]
    [TestCase("[a]\n[[a]]")]
    [TestCase("a = 'x'\na.b = 1")]
    public void What_is_no_TOML_is_a_fault(string text)
    {
        TomlReader.Read(text, out string? fault);

        Assert.That(fault, Does.StartWith("line "));
    }
}
