namespace ContainerSecurity.SupplyChain.Advisories;

/// <summary>What an advisory says of one package. The advisory itself is read when it is asked for.</summary>
public sealed class AdvisoryEntry
{
    private readonly Func<Advisory>? read;
    private Advisory? advisory;

    /// <summary>Creates an entry.</summary>
    /// <param name="affected">The package and its versions.</param>
    /// <param name="advisory">Gives the advisory, the same each time; called when it is asked for.</param>
    public AdvisoryEntry(AffectedPackage affected, Func<Advisory> advisory)
    {
        Affected = affected ?? throw new ArgumentNullException(nameof(affected));
        read = advisory ?? throw new ArgumentNullException(nameof(advisory));
    }

    internal AdvisoryEntry(AffectedPackage affected, Advisory advisory)
    {
        Affected = affected;
        this.advisory = advisory;
    }

    /// <summary>The package and its versions.</summary>
    public AffectedPackage Affected { get; }

    /// <summary>The advisory. Of one from a compiled file, <see cref="Advisory.Affected"/> has this package alone.</summary>
    /// <exception cref="Compiled.AdvisoryFileException">The file that holds it is damaged.</exception>
    public Advisory Advisory => advisory ??= read!();
}
