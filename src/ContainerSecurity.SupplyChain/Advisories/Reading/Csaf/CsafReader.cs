using System.Text.Json;

namespace ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;

/// <summary>Reads advisories of CSAF 2.0 (profiles security advisory and VEX), as Red Hat and SUSE publish them.</summary>
/// <remarks>
/// Products are resolved through the tree of products and its relationships (section 3.2.2): a package URL says what they
/// are; where there is none, the name of an rpm; the CPE of the whole, of SUSE its name, says for which release. What is
/// known not to be affected is not. A version with a fix is for all that were before. What is still looked into counts.
/// </remarks>
public sealed class CsafReader
{
    private static readonly string[] Statuses =
        ["fixed", "first_fixed", "recommended", "known_affected", "first_affected", "last_affected", "under_investigation"];

    private readonly AdvisoryReadOptions options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The bounds; null for the default ones.</param>
    public CsafReader(AdvisoryReadOptions? options = null) => this.options = options ?? new AdvisoryReadOptions();

    /// <summary>Reads a document: an advisory for each vulnerability of it.</summary>
    /// <param name="json">The text in UTF-8.</param>
    /// <param name="subject">What it is called in notes.</param>
    /// <param name="notes">Takes what could not be read.</param>
    public IReadOnlyList<Advisory> Read(ReadOnlyMemory<byte> json, string subject, ICollection<AdvisoryNote> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return AdvisoryJson.Read(json, options.MaxRecordBytes, options.MaxDepth, subject, notes, root => Read(root, subject, notes));
    }

    internal static IReadOnlyList<Advisory> Read(JsonElement root, string subject, ICollection<AdvisoryNote> notes)
    {
        JsonElement document = root.Field("document");
        if (document.Text("csaf_version") is null)
        {
            notes.Add(new AdvisoryNote(subject, "It is no CSAF document: it has no 'document.csaf_version'."));
            return [];
        }

        CsafProductTree tree = CsafProductTree.Read(root);
        if (tree.IsCut)
            notes.Add(new AdvisoryNote(subject, CsafProductTree.CutMessage));
        if (root.IsOther("vulnerabilities", JsonValueKind.Array))
            notes.Add(new AdvisoryNote(subject, "Its vulnerabilities were not read: they are no list."));
        return [.. root.Items("vulnerabilities").Select(f => Flaw(f, document, tree, subject, notes)).OfType<Advisory>()];
    }

    private static Advisory? Flaw(
        JsonElement flaw, JsonElement document, CsafProductTree tree, string subject, ICollection<AdvisoryNote> notes)
    {
        JsonElement tracking = document.Field("tracking");
        string? id = flaw.Text("cve") ?? flaw.Items("ids").Select(i => i.Text("text")).FirstOrDefault(t => !string.IsNullOrEmpty(t));
        if (string.IsNullOrEmpty(id))
        {
            notes.Add(new AdvisoryNote(subject, "A vulnerability was not read: it has neither a 'cve' nor an identifier."));
            return null;
        }

        string publisher = document.Field("publisher").Text("name") is { Length: > 0 } name ? name : "csaf";
        CsafJudgement judgement = new(flaw, tree, publisher, document.Field("aggregate_severity").Text("text"));
        AffectedPackage[] affected = [.. Affected(flaw, id, tree, judgement, subject, notes)];
        // What most packages have is said once.
        IReadOnlyList<AdvisorySeverity> common = affected.Length > 0 ? affected[0].Severities : [];
        bool isWithdrawn = document.Text("category") is "csaf_withdrawn" or "csaf_superseded";
        return new Advisory(id)
        {
            Source = "csaf",
            Related = tracking.Text("id") is { } said && said != id ? [said] : [],
            Summary = flaw.Text("title") ?? document.Text("title"),
            Published = flaw.Time("release_date") ?? tracking.Time("initial_release_date"),
            Modified = tracking.Time("current_release_date"),
            Withdrawn = isWithdrawn ? tracking.Time("current_release_date") ?? DateTimeOffset.UnixEpoch : null,
            Severities = common,
            Affected = [.. affected.Select(a => a.Severities.SequenceEqual(common) ? a with { Severities = [] } : a)],
        };
    }

    private static IEnumerable<AffectedPackage> Affected(
        JsonElement flaw, string id, CsafProductTree tree, CsafJudgement judgement, string subject, ICollection<AdvisoryNote> notes)
    {
        Dictionary<CsafPackage, CsafStatement> statements = [];
        int named = 0, unknown = 0;
        JsonElement status = flaw.Field("product_status");
        foreach (string word in Statuses)
            foreach (string product in status.Texts(word))
            {
                named++;
                if (tree.Resolve(product) is not { } found)
                    unknown++;
                else if (CsafPackage.Of(found.Product, found.Wholes) is { } known)
                    Add(statements, word, product, found.Product, known, id, subject, notes);
            }

        if (unknown > 0)
            notes.Add(new AdvisoryNote(subject, $"{unknown} products of '{id}' were not read: they are not in the tree of products."));
        else if (named > 0 && statements.Count == 0)
            notes.Add(new AdvisoryNote(
                subject, $"None of the {named} products of '{id}' can be compared: they are packages of no ecosystem or release that is known."));
        return statements.Values
            .Select(s => s.ToAffected(judgement.StatusOf(s.Product)) is { } package
                ? package with { Severities = judgement.SeveritiesOf(s.Product) }
                : null)
            .OfType<AffectedPackage>();
    }

    private static void Add(
        Dictionary<CsafPackage, CsafStatement> statements, string word, string id, CsafProduct product,
        (CsafPackage Package, string? Version) known, string flaw, string subject, ICollection<AdvisoryNote> notes)
    {
        if (!statements.TryGetValue(known.Package, out CsafStatement? statement))
            statements[known.Package] = statement = new CsafStatement(known.Package, id);
        if (product.Range is null || known.Version is not null || word != "known_affected")
            statement.Add(word, known.Version);
        else if (VersionRangeText.Read(product.Range) is { } range)
            statement.Add(range);
        else
        {
            // All versions are meant rather than none.
            statement.Add(word, null);
            notes.Add(new AdvisoryNote(
                subject, $"All versions of '{product.Name}' count as affected by '{flaw}': its range '{product.Range}' cannot be read."));
        }
    }
}
