using System.Globalization;

namespace ContainerSecurity.Conformance.Yaml;

/// <summary>Generated documents, whose meaning is known, given to our reader and to two others.</summary>
public class YamlDifferentialTests
{
    /// <summary>How many documents: a few by default, 100,000 where the variable YAML_DOCUMENTS says so.</summary>
    private static int Count =>
        int.TryParse(
            Environment.GetEnvironmentVariable("YAML_DOCUMENTS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int count)
            ? count
            : 4_000;

    [Test]
    public void Generated_documents_mean_what_they_were_made_from()
    {
        var wrong = new List<string>();
        var readers = new (string Name, Func<string, string> Read)[] { ("YamlDotNet", OtherReaders.YamlDotNet), ("SharpYaml", OtherReaders.SharpYaml) };
        var others = new Dictionary<string, int>();
        for (int seed = 0; seed < Count && wrong.Count < 5; seed++)
        {
            var document = new GeneratedYaml(seed);
            if (OtherReaders.Ours(document.Text) != document.Meaning)
                wrong.Add($"{seed}:\n{document.Text}\n{OtherReaders.Ours(document.Text)}\ninstead of\n{document.Meaning}");
            foreach ((string name, Func<string, string> read) in readers)
                if (read(document.Text) != document.Meaning)
                    others[name] = others.GetValueOrDefault(name) + 1;
        }

        foreach ((string name, int count) in others)
            TestContext.Out.WriteLine($"{name} reads {count} of {Count} otherwise.");
        Assert.That(wrong, Is.Empty);
    }
}
