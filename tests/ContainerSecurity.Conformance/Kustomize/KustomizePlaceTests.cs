using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize;

namespace ContainerSecurity.Conformance.Kustomize;

/// <summary>The places of what is built: who changes what stands at one changes the value that names it.</summary>
public class KustomizePlaceTests
{
    private const int MostOfCase = 12;

    [Test]
    public void Changing_what_stands_at_the_place_of_a_value_changes_the_value()
    {
        string corpus = Corpus.Require("kustomize");
        string copy = Directory.CreateTempSubdirectory("csec-places-").FullName;
        int count = 0;
        var misses = new List<string>();
        foreach (KustomizeCase vector in KustomizeCase.All(corpus).Where(c => c.Expected is not null))
        {
            string[] parts = Path.GetRelativePath(corpus, vector.Folder).Split(Path.DirectorySeparatorChar);
            string top = Path.Combine(copy, parts[0], parts[1]);
            if (!Directory.Exists(top))
                CopyFolder(Path.Combine(corpus, parts[0], parts[1]), top);
            string folder = Path.Combine([copy, .. parts]);
            Kustomization built = Kustomization.Build(folder);
            List<(int Document, ScalarNode Node)> nodes = [.. built.Documents.SelectMany((d, i) => Scalars(d).Select(s => (i, s)))];
            // The same choice each time, spread over all.
            int step = Math.Max(1, nodes.Count / MostOfCase);
            for (int i = 0; i < nodes.Count; i += step)
            {
                if (IsMadeUp(nodes[i].Node))
                    continue;
                count++;
                if (!Changes(folder, nodes[i].Document, nodes[i].Node))
                    misses.Add($"{vector.Id}: {nodes[i].Node.Path} = '{nodes[i].Node.Text}' at {Path.GetRelativePath(copy, nodes[i].Node.File.Path)}:{nodes[i].Node.Span}");
            }
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}\n{string.Join('\n', misses)}");

        Assert.That(misses, Has.Count.LessThanOrEqualTo(0.005 * count));
    }

    /// <summary>Whether Kustomize makes the value of nothing that is written.</summary>
    private static bool IsMadeUp(ScalarNode node) =>
        node.IsNull
        || node.Path is "apiVersion" or "kind" or "type" or "immutable"
        || node.Path.Contains("config.kubernetes.io/", StringComparison.Ordinal)
        || node.Path.Contains("iam.gke.io", StringComparison.Ordinal)
        || node.Text.StartsWith("kustomize-(", StringComparison.Ordinal);

    private static bool Changes(string folder, int document, ScalarNode node)
    {
        string file = node.File.Path;
        string before = File.ReadAllText(file);
        try
        {
            File.WriteAllText(file, Changed(before, node));
            Kustomization built = Kustomization.Build(folder);
            return built.Errors.Count > 0 || document >= built.Documents.Count
                || Scalars(built.Documents[document]).FirstOrDefault(s => s.Path == node.Path)?.Text != node.Text;
        }
        finally
        {
            File.WriteAllText(file, before);
        }
    }

    /// <summary>The text with another value where one stands.</summary>
    private static string Changed(string text, ScalarNode node)
    {
        int start = Offset(text, node.Span.Line, node.Span.Column);
        int end = Offset(text, node.Span.EndLine, node.Span.EndColumn);
        string old = text.Substring(start, end - start);
        string changed = old switch
        {
            "true" => "false",
            "false" => "true",
            [('"' or '\'') and var quote, ..] => quote + "7" + old.Substring(1),
            _ when old.Contains('\n', StringComparison.Ordinal) => old.TrimEnd() + "x" + old.Substring(old.TrimEnd().Length),
            _ => old + "7",
        };
        return text.Substring(0, start) + changed + text.Substring(end);
    }

    private static int Offset(string text, int line, int column)
    {
        int at = 0;
        for (int i = 1; i < line; i++)
            at = text.IndexOf('\n', at) + 1;
        return Math.Min(text.Length, at + column - 1);
    }

    private static IEnumerable<ScalarNode> Scalars(DocumentNode node) => node switch
    {
        ScalarNode scalar => [scalar],
        MappingNode mapping => mapping.Entries.SelectMany(e => Scalars(e.Value)),
        SequenceNode sequence => sequence.Items.SelectMany(Scalars),
        _ => [],
    };

    private static void CopyFolder(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
