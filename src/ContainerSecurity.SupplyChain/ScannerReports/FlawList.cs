using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>
/// The flaws of a report, each once a package: what is told again under another name of the same flaw is one, and an
/// advisory of a vendor that joins several flaws is one for each of them.
/// </summary>
internal sealed class FlawList
{
    /// <summary>How many other names of a flaw are kept, so that a report of nothing but names costs no more than its length.</summary>
    private const int MaxNames = 200;

    private readonly List<Vulnerability> flaws = [];
    private readonly Dictionary<(string Package, string Name), List<int>> byName = [];

    /// <summary>Adds a flaw under all of its names.</summary>
    public void Add(Vulnerability flaw)
    {
        string[] names = [.. flaw.Aliases.Prepend(flaw.Id).Where(n => !string.IsNullOrWhiteSpace(n)).Select(n => n.Trim())
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] numbers = [.. names.Where(IsNumber)];
        if (numbers.Length < 2)
        {
            AddOne(flaw with { Id = numbers.Length == 1 ? numbers[0] : names[0] }, names);
            return;
        }
        // Of several flaws nobody says here which of them another database means, but what the vendor joined is all of them.
        string[] joined = [.. names.Where(n => !IsNumber(n) && !n.StartsWith("GHSA-", StringComparison.OrdinalIgnoreCase)).Take(MaxNames)];
        foreach (string number in numbers)
            AddOne(flaw with { Id = number }, [number, .. joined]);
    }

    /// <summary>The flaws in the order of the report.</summary>
    public IReadOnlyList<Vulnerability> ToList() => flaws;

    private static bool IsNumber(string name) => name.StartsWith("CVE-", StringComparison.OrdinalIgnoreCase);

    private void AddOne(Vulnerability flaw, string[] names)
    {
        string package = $"{flaw.Url ?? $"{flaw.Ecosystem}\n{flaw.Package}"}\n{flaw.Installed}\n{flaw.File}";
        int at = IndexOf(package, names);
        if (at < 0)
        {
            at = flaws.Count;
            flaws.Add(flaw with { Aliases = [.. names.Where(n => !n.Equals(flaw.Id, StringComparison.OrdinalIgnoreCase))] });
        }
        else
            flaws[at] = Join(flaws[at], flaw, names);
        foreach (string name in names)
        {
            (string, string) key = (package, name.ToUpperInvariant());
            if (!byName.TryGetValue(key, out List<int>? there))
                byName[key] = there = [];
            if (there.Count == 0 || there[^1] != at)
                there.Add(at);
        }
    }

    /// <summary>The same flaw in the same package under one of its names; not one that has another number.</summary>
    private int IndexOf(string package, string[] names)
    {
        string? number = Array.Find(names, IsNumber);
        foreach (string name in names)
            if (byName.TryGetValue((package, name.ToUpperInvariant()), out List<int>? there))
                foreach (int at in there.Take(MaxNames))
                    if (number is null || !IsNumber(flaws[at].Id) || flaws[at].Id.Equals(number, StringComparison.OrdinalIgnoreCase))
                        return at;
        return -1;
    }

    private static Vulnerability Join(Vulnerability first, Vulnerability second, string[] names)
    {
        string id = IsNumber(first.Id) ? first.Id : Array.Find(names, IsNumber) ?? first.Id;
        return first with
        {
            Id = id,
            Aliases = [.. first.Aliases.Prepend(first.Id).Concat(names)
                .Distinct(StringComparer.OrdinalIgnoreCase).Where(n => !n.Equals(id, StringComparison.OrdinalIgnoreCase)).Take(MaxNames)],
            FixedIn = first.FixedIn ?? second.FixedIn,
            Severity = first.Severity ?? second.Severity,
            SeveritySource = first.Severity is null ? second.SeveritySource : first.SeveritySource,
            Published = first.Published ?? second.Published,
            IsExploited = first.IsExploited == true || second.IsExploited == true ? true : first.IsExploited ?? second.IsExploited,
            Likelihood = first.Likelihood > second.Likelihood ? first.Likelihood : second.Likelihood ?? first.Likelihood,
            Layer = first.Layer ?? second.Layer,
        };
    }
}
