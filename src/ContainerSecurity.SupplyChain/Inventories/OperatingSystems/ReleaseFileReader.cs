using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Reads <c>os-release</c>, and the older files that distributions before it and beside it have.</summary>
internal sealed class ReleaseFileReader : ISystemFileReader
{
    private const int MaxLength = 64 * 1024;

    /// <summary>The files, the most credible first.</summary>
    private static readonly string[] Files =
    [
        "etc/os-release",
        "usr/lib/os-release",
        "etc/alpine-release",
        "etc/oracle-release",
        "etc/centos-release",
        "etc/rocky-release",
        "etc/almalinux-release",
        "etc/fedora-release",
        "etc/redhat-release",
        "etc/system-release",
        "etc/debian_version",
    ];

    /// <summary>Distributions by the beginning of the sentence in <c>redhat-release</c>.</summary>
    private static readonly (string Name, string Id)[] Names =
    [
        ("Red Hat", "rhel"),
        ("CentOS", "centos"),
        ("Rocky", "rocky"),
        ("AlmaLinux", "almalinux"),
        ("Fedora", "fedora"),
        ("Oracle", "ol"),
        ("Amazon", "amzn"),
        ("Scientific", "scientific"),
    ];

    /// <summary>Distributions whose packages have no releases: what they write as a version means nothing, or they write none.</summary>
    private static readonly HashSet<string> Rolling = new(StringComparer.Ordinal)
    {
        "wolfi", "chainguard", "arch", "opensuse-tumbleweed", "gentoo", "void",
    };

    public bool Accepts(string path) => Array.IndexOf(Files, path) >= 0;

    /// <summary>Whether a distribution has no releases.</summary>
    public static bool IsRolling(string id) => Rolling.Contains(id);

    public FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope)
    {
        int rank = Array.IndexOf(Files, path);
        if (content.Length > MaxLength)
            return Unknown(path, rank, $"The file has {content.Length} bytes, more than any that names a release; it was not read.");
        string text = Encoding.UTF8.GetString(content.Span).TrimStart('\uFEFF');
        OperatingSystemRelease? release = rank switch
        {
            < 2 => OfVariables(text),
            _ when path == "etc/alpine-release" => OfAlpine(text),
            _ when path == "etc/debian_version" => OfDebian(text),
            _ => OfSentence(text),
        };
        return release is null
            ? Unknown(path, rank, "The file names no distribution.")
            : new FileRecords(path) { Release = new ReleaseEvidence(release, rank) };
    }

    private static FileRecords Unknown(string path, int rank, string message) =>
        new(path) { Release = new ReleaseEvidence(null, rank), Notes = [new InventoryNote(path, message)] };

    private static OperatingSystemRelease? OfVariables(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n'))
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && !line.TrimStart().StartsWith('#'))
                values[line[..equals].Trim()] = ShellWord.Unquote(line[(equals + 1)..].Trim());
        if (Given(values, "ID")?.ToLowerInvariant() is not { } id)
            return null;
        return new OperatingSystemRelease(id, IsRolling(id) ? null : Given(values, "VERSION_ID"))
        {
            Name = Given(values, "PRETTY_NAME") ?? Given(values, "NAME"),
            Likeness = Given(values, "ID_LIKE")?.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
    }

    private static string? Given(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out string? value) && value.Length is > 0 and <= 1024 ? value : null;

    private static OperatingSystemRelease? OfAlpine(string text) =>
        FirstLine(text) is { Length: > 0 } version && char.IsAsciiDigit(version[0])
            ? new OperatingSystemRelease("alpine", version) { Name = $"Alpine Linux {version}" }
            : null;

    /// <summary>The release of <c>debian_version</c>, which has the point release as well, or for releases to come a word.</summary>
    private static OperatingSystemRelease? OfDebian(string text)
    {
        if (FirstLine(text) is not { Length: > 0 } version)
            return null;
        string major = version.Split('.')[0];
        bool isNumber = major.All(char.IsAsciiDigit);
        return new OperatingSystemRelease("debian", isNumber ? major : null) { Name = $"Debian GNU/Linux {version}" };
    }

    /// <summary>The release of a sentence such as <c>CentOS release 6.10 (Final)</c>.</summary>
    private static OperatingSystemRelease? OfSentence(string text)
    {
        string sentence = FirstLine(text);
        const string word = " release ";
        if (sentence.IndexOf(word, StringComparison.Ordinal) is not (> 0 and var at)
            || Names.FirstOrDefault(n => sentence.StartsWith(n.Name, StringComparison.Ordinal)).Id is not { } id)
            return null;
        string version = sentence[(at + word.Length)..].Split(' ')[0];
        return new OperatingSystemRelease(id, version.Length > 0 && char.IsAsciiDigit(version[0]) ? version : null) { Name = sentence };
    }

    private static string FirstLine(string text)
    {
        string line = text.TrimStart().Split('\n')[0].Trim();
        return line.Length <= 256 ? line : "";
    }
}
