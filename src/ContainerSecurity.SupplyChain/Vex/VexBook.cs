using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>All statements that somebody goes by. Immutable and safe for use from any thread.</summary>
public sealed class VexBook
{
    private readonly ILookup<string, (VexStatement Statement, int Order)> byId;

    /// <summary>Makes a book.</summary>
    /// <param name="statements">The statements, in the order in which they are written.</param>
    public VexBook(IEnumerable<VexStatement> statements)
    {
        Statements = [.. statements ?? throw new ArgumentNullException(nameof(statements))];
        byId = Statements.Select((s, i) => (s, i))
            .SelectMany(p => p.s.Aliases.Prepend(p.s.Vulnerability).Distinct(StringComparer.OrdinalIgnoreCase).Select(id => (id, p)))
            .ToLookup(p => p.id, p => p.p, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The statements, in their order.</summary>
    public IReadOnlyList<VexStatement> Statements { get; }

    /// <summary>
    /// Finds what is said now of a vulnerability in a package: the newest statement under any of its names; of two of
    /// one time the one that was written later.
    /// </summary>
    /// <param name="identifiers">The names of the vulnerability: its identifier and its aliases.</param>
    /// <param name="package">The package.</param>
    /// <param name="subject">What holds the package; null where that is not known: then only what is said of the package itself counts.</param>
    /// <returns>The statement; null where nothing is said.</returns>
    public VexStatement? Find(IEnumerable<string> identifiers, PackageUrl package, VexSubject? subject = null)
    {
        ArgumentNullException.ThrowIfNull(identifiers);
        ArgumentNullException.ThrowIfNull(package);
        return identifiers.SelectMany(id => byId[id])
            .Where(e => e.Statement.Products.Any(p => p.Covers(package, subject)))
            .OrderByDescending(e => e.Statement.Time ?? DateTimeOffset.MinValue).ThenByDescending(e => e.Order)
            .Select(e => e.Statement).FirstOrDefault();
    }
}
