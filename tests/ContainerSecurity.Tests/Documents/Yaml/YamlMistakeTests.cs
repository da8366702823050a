using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents.Yaml;

/// <summary>Mistakes that people make, each told at the line where it is, in words that say what to do.</summary>
public class YamlMistakeTests
{
    [TestCase("a: 1\nkey:value\nb: 2", 2, "lacks a blank after the colon")]
    [TestCase("a:\n  b: 1\n  c:2\n", 3, "lacks a blank after the colon")]
    [TestCase("a: 1\nlonely\nb: 2", 2, "no colon follows")]
    [TestCase("a:\n- 1\n-item\n", 3, "lacks a blank behind it")]
    [TestCase("a: 1\n----\nb: 2", 2, "exactly '---'")]
    [TestCase("a:\n\tb: 1", 2, "A tab indents line 2")]
    [TestCase("a:\n  b: 1\n\tc: 2", 3, "A tab indents line 3")]
    [TestCase("a: |\n\tx", 2, "A tab indents line 2")]
    [TestCase("-\ta: 1\n", 1, "A tab indents line 1")]
    [TestCase("a: x\n\ty", 2, "A tab indents line 2")]
    [TestCase("a: [1, 2\nb: 3", 1, "'[' is not closed")]
    [TestCase("a: {x: 1\nb: [3]", 1, "'{' is not closed")]
    [TestCase("a: [1, 2}\n", 1, "it is '[' that is open")]
    [TestCase("a: {x: 1]\n", 1, "it is '{' that is open")]
    [TestCase("a: ]\n", 1, "closes nothing")]
    [TestCase("a: [1]]\nb: 2", 1, "closes nothing")]
    [TestCase("a: [1,, 2]\n", 1, "before this comma")]
    [TestCase("a: [, 2]\n", 1, "before this comma")]
    [TestCase("a: [- 1]\n", 1, "cannot stand within brackets")]
    [TestCase("a: [\"x\" \"y\"]\n", 1, "A comma or ']' is expected")]
    [TestCase("a: {\"x\": 1 \"y\": 2}\n", 1, "A comma or '}' is expected")]
    [TestCase("a: \"x\nb: 1\n", 1, "\" is not closed")]
    [TestCase("a: 'x\nb: 1\n", 1, "' is not closed")]
    [TestCase("a: 'it's'\n", 1, "doubled in single quotes")]
    [TestCase("a: \"say \"hi\" now\"\n", 1, "\\\" in double quotes")]
    [TestCase("a: \"C:\\dir\"\n", 1, "escape does not exist")]
    [TestCase("a: \"\\xZZ\"\n", 1, "hexadecimal digits")]
    [TestCase("a: b: c\n", 1, "second ': '")]
    [TestCase("image: web: latest\n", 1, "second ': '")]
    [TestCase("a: 1\n  b: 2\n", 2, "deeper than the value above")]
    [TestCase("a: - 1\n", 1, "begins an item of a list")]
    [TestCase("a: ? x\n", 1, "begins a key")]
    [TestCase("a: @x\n", 1, "cannot begin with '@'")]
    [TestCase("a: `x`\n", 1, "cannot begin with '`'")]
    [TestCase("a: %x\n", 1, "cannot begin with '%'")]
    [TestCase("a: *missing\n", 1, "no anchor before it")]
    [TestCase("a: * x\n", 1, "name of an anchor is expected")]
    [TestCase("a: &x [*x]\n", 1, "within what it names")]
    [TestCase("a: &x &y 1\n", 1, "one anchor and one tag")]
    [TestCase("a: &x *y\n", 1, "neither anchor nor tag")]
    [TestCase("a: |x\n  y\n", 1, "Text begins on the line behind")]
    [TestCase("a: |0\n  y\n", 1, "1 to 9")]
    [TestCase("a: [|\n x]\n", 1, "begins a block of text")]
    [TestCase("a: !h!x 1\n", 1, "is not declared")]
    [TestCase("a: !!int x\n", 1, "not what its tag !!int says")]
    [TestCase("a: 1\n- 2\n", 2, "keys stand at this place")]
    [TestCase("- 1\na: 2\n", 2, "An item that begins with '- '")]
    [TestCase("a:\n    b: 1\n  c: 2\n", 3, "A key is expected here")]
    [TestCase("a: x\u0007y\n", 1, "U+0007 is not allowed")]
    [TestCase("<<: 1\n", 1, "merge key")]
    [TestCase("%FOO\na: 1\n", 1, "'---' is expected behind directives")]
    public void Mistake(string yaml, int line, string words)
    {
        DocumentSet set = new DocumentReader().Read(yaml, "x.yaml");
        DocumentError told = set.Errors.Concat(set.Notices).First();

        Assert.That(told.Message, Does.Contain(words));
        Assert.That(told.Span.Line, Is.EqualTo(line));
    }

    [Test]
    public void Secret_on_a_broken_line_is_not_told()
    {
        string message = new DocumentReader().Read("a: 1\nuser:hunter2-synthetic\nb: 1", "x.yaml").Errors.Single().Message;

        Assert.That(message, Does.Not.Contain("hunter2"));
    }
}
