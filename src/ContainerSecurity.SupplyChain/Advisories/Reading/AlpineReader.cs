using ContainerSecurity.Documents;

namespace ContainerSecurity.SupplyChain.Advisories.Reading;

/// <summary>Reads the security database of Alpine, in YAML or JSON. It lists only flaws that a version fixed.</summary>
public sealed class AlpineReader
{
    private readonly AdvisoryReadOptions options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The bounds; null for the default ones.</param>
    public AlpineReader(AdvisoryReadOptions? options = null) => this.options = options ?? new AdvisoryReadOptions();

    /// <summary>Reads a file of the database.</summary>
    /// <param name="content">The file in UTF-8.</param>
    /// <param name="subject">What it is called in notes.</param>
    /// <param name="notes">Takes what could not be read.</param>
    /// <param name="ecosystem">The ecosystem where the file tells none, as those of Wolfi; null to read it.</param>
    public IReadOnlyList<Advisory> Read(
        ReadOnlyMemory<byte> content, string subject, ICollection<AdvisoryNote> notes, AdvisoryEcosystem? ecosystem = null)
    {
        ArgumentNullException.ThrowIfNull(notes);
        DocumentLimits limits = new() { MaxLength = options.MaxRecordBytes, MaxDepth = options.MaxDepth };
        DocumentSet set = new DocumentReader(limits).Read(content.ToArray(), content.Length, subject);
        foreach (DocumentError error in set.Errors)
            notes.Add(new AdvisoryNote(subject, error.ToString()));
        List<Advisory> advisories = [];
        foreach (DocumentNode document in set.Documents)
        {
            string? release = Text(document, "distroversion");
            AdvisoryEcosystem? of = ecosystem ?? (release is null ? null : AdvisoryEcosystem.Parse($"Alpine:{release}"));
            if (of is null || (document as MappingNode)?["packages"] is not SequenceNode packages)
                notes.Add(new AdvisoryNote(subject, "It is no database of Alpine: it has no 'distroversion' or no 'packages'."));
            else
                foreach (DocumentNode package in packages.Items)
                    advisories.AddRange(Package((package as MappingNode)?["pkg"] as MappingNode, of, subject, notes));
        }

        return advisories;
    }

    private static IEnumerable<Advisory> Package(
        MappingNode? package, AdvisoryEcosystem ecosystem, string subject, ICollection<AdvisoryNote> notes)
    {
        if (package is null || Text(package, "name") is not { Length: > 0 } name || package["secfixes"] is not MappingNode fixes)
        {
            // Of a package without flaws the list is empty.
            bool isEmpty = package?["secfixes"] is null or ScalarNode { IsNull: true } or SequenceNode { Items.Count: 0 };
            if (!isEmpty || Text(package, "name") is null)
                notes.Add(new AdvisoryNote(subject, "A package was not read: it has no name or no list of fixes."));
            yield break;
        }

        Dictionary<string, FixedFlaw> flaws = new(StringComparer.Ordinal);
        foreach (MappingEntry fix in fixes.Entries)
        {
            if (fix.Value is not SequenceNode ids)
            {
                if (fix.Value is not ScalarNode { IsNull: true })
                    notes.Add(new AdvisoryNote(subject, $"The fixes of '{name}' in '{fix.Key}' were not read: they are no list."));
                continue;
            }

            foreach (DocumentNode node in ids.Items)
                AddFlaw(flaws, name, fix.Key.Trim(), (node as ScalarNode)?.Text ?? "", subject, notes);
        }

        foreach ((string id, FixedFlaw flaw) in flaws)
            if (flaw.Versions.Count > 0)
                yield return new Advisory(id)
                {
                    Source = "alpine-secdb",
                    Related = flaw.Related,
                    Affected =
                    [
                        new AffectedPackage(ecosystem, name)
                        {
                            Ranges = [.. flaw.Versions.Select(AffectedRange.Before)],
                            Status = VulnerabilityStatus.Fixed,
                        },
                    ],
                };
    }

    // An entry is an identifier and maybe further words, such as those of Xen; "CVE 2018-16859" has lost its dash.
    private static void AddFlaw(
        Dictionary<string, FixedFlaw> flaws, string name, string version, string text, string subject, ICollection<AdvisoryNote> notes)
    {
        string[] words = text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words is ["CVE", { Length: > 5 } number, ..] && char.IsAsciiDigit(number[0]))
            words = ["CVE-" + number, .. words[2..]];
        // Where the number of CVE is not yet given ("CVE-????-????? XSA-284"), the next identifier names the flaw.
        string[] ids = [.. words.Where(IsIdentifier)];
        if (ids.Length == 0)
        {
            notes.Add(new AdvisoryNote(
                subject, $"A fix of '{name}' in '{version}' was not read: '{text}' has no identifier."));
            return;
        }

        if (!flaws.TryGetValue(ids[0], out FixedFlaw? flaw))
            flaws[ids[0]] = flaw = new FixedFlaw([], []);
        flaw.Related.AddRange(ids.Skip(1).Where(w => !flaw.Related.Contains(w)));
        // Fixed in 0: the package never had it.
        if (version != RangeEvent.Beginning)
            flaw.Versions.Add(version);
    }

    private static bool IsIdentifier(string word) =>
        char.IsAsciiLetter(word[0])
        && word.Contains('-')
        && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':' or '_' or '.');

    private static string? Text(DocumentNode? node, string key) => ((node as MappingNode)?[key] as ScalarNode)?.Text;

    private sealed record FixedFlaw(List<string> Versions, List<string> Related);
}
