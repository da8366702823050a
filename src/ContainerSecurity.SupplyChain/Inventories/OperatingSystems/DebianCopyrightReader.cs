namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Reads the licences of Debian's packages from <c>usr/share/doc/NAME/copyright</c> where these are in the form that machines read.</summary>
internal sealed class DebianCopyrightReader : ISystemFileReader
{
    private const string Folder = "usr/share/doc/";
    private const string FileName = "/copyright";
    private const int MaxLicenses = 200;

    public bool Accepts(string path) => PackageOf(path) is not null;

    /// <summary>The package that a path speaks of; null where it is not such a file.</summary>
    public static string? PackageOf(string path)
    {
        if (!path.StartsWith(Folder, StringComparison.Ordinal) || !path.EndsWith(FileName, StringComparison.Ordinal))
            return null;
        int length = path.Length - Folder.Length - FileName.Length;
        return length > 0 && !path.AsSpan(Folder.Length, length).Contains('/') ? path.Substring(Folder.Length, length) : null;
    }

    public FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope)
    {
        var licenses = new List<string>();
        var record = new ControlRecord("Format", "Files", "License");
        var lines = new TextLines(content.Span);
        bool isFirst = true;
        while (licenses.Count < MaxLicenses && record.Read(ref lines))
        {
            if (isFirst && record["Format"]?.Contains("copyright-format", StringComparison.OrdinalIgnoreCase) != true)
                break;
            if ((isFirst || record["Files"] is not null)
                && record["License"] is { Length: > 0 } license
                && !licenses.Contains(license))
                licenses.Add(license);
            isFirst = false;
        }
        return new FileRecords(path) { Licenses = licenses };
    }
}
