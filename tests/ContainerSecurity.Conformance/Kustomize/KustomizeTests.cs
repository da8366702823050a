using ContainerSecurity.Helm.Kustomize;

namespace ContainerSecurity.Conformance.Kustomize;

/// <summary>Our builds against those of <c>kubectl kustomize</c> (Kustomize 5.5).</summary>
public class KustomizeTests
{
    /// <summary>Builds that are not those of kubectl, each for a reason.</summary>
    private static readonly string[] KnownMisses =
    [
        // Kustomize 5.5 appends the suffix twice, which is its own fault.
        "own/images-tag-suffix",
    ];

    [Test]
    public void Kustomizations_are_built_as_kubectl_builds_them()
    {
        string folder = Corpus.Require("kustomize");
        int count = 0;
        var misses = new List<string>();
        foreach (KustomizeCase vector in KustomizeCase.All(folder).Where(c => c.Expected is not null))
        {
            count++;
            Kustomization built = Kustomization.Build(vector.Folder);
            string expected = File.ReadAllText(vector.Expected!);
            string actual = built.Errors.Count > 0 ? built.Errors[0].ToString() : built.ToYaml();
            if (actual != expected)
                misses.Add($"{vector.Id}: {Difference(expected, actual)}");
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}\n{string.Join('\n', misses)}");

        Assert.Multiple(() =>
        {
            Assert.That(misses.Select(m => m.Split(':')[0]), Is.SubsetOf(KnownMisses));
            Assert.That(count, Is.GreaterThanOrEqualTo(193));
        });
    }

    [Test]
    public void What_kubectl_refuses_is_an_error_or_told_as_unknown()
    {
        string folder = Corpus.Require("kustomize");
        int count = 0;
        var misses = new List<string>();
        foreach (KustomizeCase vector in KustomizeCase.All(folder).Where(c => c.Error is not null))
        {
            count++;
            Kustomization built = Kustomization.Build(vector.Folder);
            if (built.Errors.Count + built.Unknown.Count == 0)
                misses.Add($"{vector.Id}: {vector.Error}");
            else
                TestContext.Out.WriteLine($"{vector.Id}: {built.Errors.Concat(built.Unknown).First()}");
        }
        TestContext.Out.WriteLine($"{count - misses.Count} of {count}\n{string.Join('\n', misses)}");

        Assert.That(misses, Is.Empty);
    }

    private static string Difference(string expected, string actual)
    {
        int at = 0;
        while (at < expected.Length && at < actual.Length && expected[at] == actual[at])
            at++;
        string From(string text) => text.Substring(Math.Max(0, at - 60), Math.Min(160, text.Length - Math.Max(0, at - 60))).Replace("\n", "\\n", StringComparison.Ordinal);
        return $"expected …{From(expected)}… but …{From(actual)}…";
    }
}
