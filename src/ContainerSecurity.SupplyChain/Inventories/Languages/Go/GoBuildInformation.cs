using System.Text;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Go;

/// <summary>
/// What the linker of Go writes into programs: the version of Go and the modules (Go, <c>debug/buildinfo</c>). Since Go
/// 1.18 the
/// texts stand behind the header; before, the header points to them.
/// </summary>
internal static class GoBuildInformation
{
    private const int HeaderLength = 32;
    private const int Alignment = 16;
    private const int MaxCandidates = 64;
    private const int MaxLength = 16 * 1024 * 1024;
    private const int SentinelLength = 16;

    /// <summary>The magic. It is put together here, so that this program is not taken for one of Go.</summary>
    private static readonly byte[] Magic = [0xFF, .. " Go buildinf"u8, (byte)':'];

    /// <summary>Reads the modules of a program; one that Go did not make has none.</summary>
    /// <param name="program">The bytes of the program.</param>
    /// <param name="found">Takes the modules and the notes.</param>
    public static void Read(ReadOnlySpan<byte> program, FoundPackages found)
    {
        bool any = false;
        for ((int at, int candidates) = (0, 0); candidates < MaxCandidates; candidates++)
        {
            int next = program[at..].IndexOf(Magic);
            if (next < 0)
                break;
            at += next;
            if (at % Alignment == 0 && at + HeaderLength <= program.Length)
            {
                any = true;
                if (Texts(program, at) is var (version, modules) && version.Contains("go", StringComparison.Ordinal))
                {
                    AddStandardLibrary(version, found);
                    AddModules(modules, found);
                    return;
                }
            }
            at++;
        }
        if (any)
            found.Note("The program seems to be made by Go, but its build information cannot be read, so its modules are not known.");
    }

    private static (string Version, string Modules)? Texts(ReadOnlySpan<byte> program, int at)
    {
        byte flags = program[at + 15];
        if ((flags & 2) != 0)
        {
            int next = at + HeaderLength;
            return Inline(program, ref next) is { } version && Inline(program, ref next) is { } modules
                ? (Encoding.UTF8.GetString(version), WithoutSentinels(modules))
                : null;
        }
        if (ElfSegments.Open(program) is not { } image)
            return null;
        return image.PointedText(program, at + 16, MaxLength) is { } pointed
            ? (Encoding.UTF8.GetString(pointed), WithoutSentinels(image.PointedText(program, at + 16 + image.PointerSize, MaxLength) ?? []))
            : null;
    }

    /// <summary>The bytes behind a length that is written with seven bits a byte.</summary>
    private static byte[]? Inline(ReadOnlySpan<byte> program, ref int at)
    {
        long length = 0;
        for (int shift = 0; ; shift += 7)
        {
            if (at >= program.Length || shift > 28)
                return null;
            byte part = program[at++];
            length |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
                break;
        }
        if (length > MaxLength || length > program.Length - at)
            return null;
        byte[] text = program.Slice(at, (int)length).ToArray();
        at += (int)length;
        return text;
    }

    /// <summary>The text of the modules stands between two marks of 16 bytes.</summary>
    private static string WithoutSentinels(byte[] modules) =>
        modules.Length > 2 * SentinelLength && modules[^(SentinelLength + 1)] == '\n'
            ? Encoding.UTF8.GetString(modules.AsSpan()[SentinelLength..^SentinelLength])
            : "";

    private static void AddStandardLibrary(string version, FoundPackages found)
    {
        if (GoVersion.AsSemantic(version) is { } semantic)
            GoModulePackages.Add(found, "stdlib", semantic);
        else
            found.Note($"The program is built with '{FileText.Quoted(version)}', which is no release of Go, so flaws of its standard library are not known.");
    }

    private static void AddModules(string text, FoundPackages found)
    {
        bool any = false;
        (string Path, string? Version)? pending = null;
        foreach (string line in FileText.LinesOf(text))
        {
            string[] parts = line.Split('\t');
            if (parts is ["=>", var replacement, ..] && pending is { } replaced)
            {
                GoModulePackages.AddReplaced(found, replaced.Path, replacement, parts.ElementAtOrDefault(2));
                pending = null;
            }
            else if (parts is ["mod" or "dep", var path, ..])
            {
                any = true;
                Flush(pending, found);
                pending = (path, parts.ElementAtOrDefault(2));
            }
        }
        Flush(pending, found);
        if (!any)
            found.Note("The program is made by Go without modules, so what it is built from is not known.");
    }

    private static void Flush((string Path, string? Version)? module, FoundPackages found)
    {
        if (module is var (path, version))
            GoModulePackages.Add(found, path, version);
    }
}
