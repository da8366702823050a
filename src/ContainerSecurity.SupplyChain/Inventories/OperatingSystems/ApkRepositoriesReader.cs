using System.Text;

namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems;

/// <summary>Reads from <c>etc/apk/repositories</c> which stream of Alpine's packages an image takes, such as <c>3.20</c> or <c>edge</c>.</summary>
internal sealed class ApkRepositoriesReader : ISystemFileReader
{
    private const int MaxLength = 64 * 1024;
    private const string Edge = "edge";

    public bool Accepts(string path) => path == "etc/apk/repositories";

    public FileRecords Read(string path, ReadOnlyMemory<byte> content, ReadingScope scope)
    {
        if (content.Length > MaxLength)
        {
            var note = new InventoryNote(path, $"The file has {content.Length} bytes, more than a list of repositories has; it was not read.");
            return new FileRecords(path) { Notes = [note] };
        }
        var streams = new List<(string Stream, bool IsMain)>();
        var notes = new List<InventoryNote>();
        bool hasTagged = false;
        foreach (string line in Encoding.UTF8.GetString(content.Span).Split('\n'))
        {
            string text = line.Trim();
            bool isTagged = text.StartsWith('@');
            string[] parts = (isTagged ? text.Split(' ')[^1] : text).Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (text.StartsWith('#') || parts.Length < 3 || StreamOf(parts[^2]) is not { } stream)
                continue;
            if (isTagged)
                hasTagged = true;
            else
                streams.Add((stream, parts[^1] == "main"));
        }
        string? chosen = streams.Where(s => s.IsMain).Concat(streams).Select(s => s.Stream).FirstOrDefault();
        if (hasTagged || streams.Any(s => s.Stream != chosen))
            notes.Add(new InventoryNote(
                path,
                $"The repositories are of several streams of Alpine; all packages are taken as of '{chosen ?? "none"}', but some may be of another."));
        return new FileRecords(path) { Stream = chosen, Notes = notes };
    }

    /// <summary>The stream of a part of an address: <c>v3.20</c>, <c>edge</c>, <c>latest-stable</c> is none.</summary>
    private static string? StreamOf(string part) =>
        part == Edge ? Edge
        : part is ['v', var digit, .. var rest] && char.IsAsciiDigit(digit) && rest.All(c => char.IsAsciiDigit(c) || c == '.') ? part[1..]
        : null;
}
