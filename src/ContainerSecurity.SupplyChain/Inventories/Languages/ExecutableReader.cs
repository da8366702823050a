using ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;
using ContainerSecurity.SupplyChain.Inventories.Languages.Go;

namespace ContainerSecurity.SupplyChain.Inventories.Languages;

/// <summary>
/// Reads what programs tell of themselves: the build information of Go, and the files that a single-file .NET program
/// holds.
/// </summary>
internal sealed class ExecutableReader : LanguageFileReader, IBinaryPackageReader
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        "exe", "bin", "elf", "so", "out", "run", "dylib", "x86_64", "amd64", "aarch64", "arm64",
    };

    /// <inheritdoc/>
    protected override string Form => "a program";

    /// <inheritdoc/>
    public int StartLength => 4;

    /// <summary>
    /// Whether a file may be a program: it has no extension, one of programs, or one that is a number as in
    /// <c>tool-1.28</c>.
    /// </summary>
    public override bool Accepts(string path)
    {
        string name = FilePath.NameOf(path);
        if (name is "METADATA" or "PKG-INFO")
            return false;
        string extension = name[(name.LastIndexOf('.') + 1)..];
        return extension.Length == name.Length || extension.Length > 0 && char.IsAsciiDigit(extension[0]) || Extensions.Contains(extension);
    }

    /// <inheritdoc/>
    public bool AcceptsStart(ReadOnlySpan<byte> start) =>
        start.StartsWith("\u007FELF"u8) || start.StartsWith("MZ"u8)
        || (start.Length >= 4 && start[..4] is [0xCF or 0xCE, 0xFA, 0xED, 0xFE] or [0xFE, 0xED, 0xFA, 0xCE or 0xCF] or [0xCA, 0xFE, 0xBA, 0xBE]);

    /// <inheritdoc/>
    protected override void Read(ReadOnlyMemory<byte> content, FoundPackages found)
    {
        if (!AcceptsStart(content.Span))
            return;
        GoBuildInformation.Read(content.Span, found);
        SingleFileBundle.Read(content, found);
    }
}
