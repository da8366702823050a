using ContainerSecurity.Documents;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tests.Reports;

/// <summary>Lines of a text, looked for in any order.</summary>
public class SourceLinesTests
{
    [Test]
    public void Lines_are_those_between_line_feeds_in_whatever_order_they_are_asked_for([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        string text = string.Concat(Enumerable.Range(0, random.Next(0, 60)).Select(_ => random.GetItems(["a", "\n", "\r\n", "\r", "text"], 1)[0]));
        string[] expected = [.. text.Split('\n').Select(l => l.TrimEnd('\r'))];
        var file = new SourceFile("a.yaml", text);
        var lines = new SourceLines();

        for (int i = 0; i < 200; i++)
        {
            int number = random.Next(-1, expected.Length + 3);
            Assert.That(lines.Line(file, number), Is.EqualTo(number >= 1 && number <= expected.Length ? expected[number - 1] : null), $"{number}");
        }
    }

    [Test]
    public void Lines_of_another_file_begin_anew()
    {
        var lines = new SourceLines();

        Assert.That(lines.Line(new SourceFile("a", "1\n2\n3"), 3), Is.EqualTo("3"));
        Assert.That(lines.Line(new SourceFile("b", "4\n5\n6"), 2), Is.EqualTo("5"));
        Assert.That(lines.Line(new SourceFile("c"), 1), Is.Null);
    }
}
