namespace ContainerSecurity.SupplyChain.Inventories.Languages.Java;

/// <summary>
/// Reads the artifacts within a Java archive and the archives that it holds. Each <c>pom.properties</c> is an artifact,
/// so that those
/// shaded into another are found; an archive without one is named by its manifest, or not at all, and then that is
/// said.
/// </summary>
internal sealed class JarReader : LanguageFileReader
{
    /// <inheritdoc/>
    protected override string Form => "a Java archive";

    /// <inheritdoc/>
    public override bool Accepts(string path) => JarArchive.IsArchive(path);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        var budget = new JarBudget();
        JarArchive.Read(content, found.Path, found, budget, depth: 0);
        if (budget.Skipped > 0)
            found.Note($"{budget.Skipped} entries of the archive were not read, because {budget.Reason}.");
    }
}
