namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>What an rpm's header says of a package.</summary>
internal static class RpmPackage
{
    /// <summary>The name of the entries that are keys and no packages.</summary>
    public const string KeyName = "gpg-pubkey";

    private const string None = "(none)";
    private const string ModularRelease = "module_el";
    private static readonly string[] SourceEnds = [".src.rpm", ".nosrc.rpm"];

    /// <summary>Reads a header; null for a key.</summary>
    /// <exception cref="InvalidDataException">The header is broken, or has no name or version.</exception>
    public static SystemPackage? Of(RpmHeader header)
    {
        string name = header.Text(RpmTag.Name) ?? throw new InvalidDataException("a header has no name");
        if (name == KeyName)
            return null;
        string version = header.Text(RpmTag.Version) ?? throw new InvalidDataException($"the header of '{name}' has no version");
        string release = header.Text(RpmTag.Release) ?? throw new InvalidDataException($"the header of '{name}' has no release");
        uint epoch = header.Number(RpmTag.Epoch) ?? 0;
        (string? source, string? sourceVersion) = SourceOf(Given(header.Text(RpmTag.SourceRpm)), epoch);
        return new SystemPackage(PackageSystem.Rpm, name, $"{version}-{release}", Given(header.Text(RpmTag.Architecture)) ?? "")
        {
            Epoch = epoch,
            SourceName = source,
            SourceVersion = sourceVersion,
            Vendor = Given(header.Text(RpmTag.Vendor)),
            License = Given(header.Text(RpmTag.License)),
            Module = ModuleOf(Given(header.Text(RpmTag.ModularityLabel)), release),
        };
    }

    /// <summary>A value; null where it is empty or the word that rpm writes for nothing.</summary>
    public static string? Given(string? value) => string.IsNullOrEmpty(value) || value == None ? null : value;

    /// <summary>Name and version, with the package's own epoch, of a source such as <c>curl-7.76.1-26.el9.src.rpm</c>.</summary>
    public static (string? Name, string? Version) SourceOf(string? file, uint epoch)
    {
        string? end = SourceEnds.FirstOrDefault(e => file?.EndsWith(e, StringComparison.Ordinal) == true);
        if (end is null)
            return (null, null);
        string rest = file![..^end.Length];
        int release = rest.LastIndexOf('-');
        int version = release <= 0 ? -1 : rest.LastIndexOf('-', release - 1);
        return version <= 0 ? (null, null) : (rest[..version], epoch == 0 ? rest[(version + 1)..] : $"{epoch}:{rest[(version + 1)..]}");
    }

    /// <summary>Module and stream of a label; empty where only the release says that the package is of a module, as AlmaLinux before 8.6 has it.</summary>
    private static string? ModuleOf(string? label, string release) =>
        label is not null ? string.Join(':', label.Split(':').Take(2))
        : release.Contains(ModularRelease, StringComparison.Ordinal) ? ""
        : null;
}
