using System.Globalization;
using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Approvals.Chains;
using ContainerSecurity.SupplyChain.Signatures;

namespace ContainerSecurity.SupplyChain.Approvals.Stores;

/// <summary>
/// A folder of signed files, one an entry, to be kept in Git: branches in which people decided are merged without conflicts. A file is named
/// by the number and the hash of its entry.
/// </summary>
/// <param name="folder">The folder; it is made with the first entry. Hidden files and folders in it, and files that do
/// not end with <c>.json</c>, do not count.</param>
public sealed partial class FolderApprovalStore(string folder) : IApprovalStore
{
    /// <summary>Most entries that are read: 1,000,000.</summary>
    public const int MaxEntries = 1_000_000;

    private const int ImagePart = 12;

    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public Task<ApprovalHistory> ReadAsync(Digest? image, CancellationToken cancellationToken = default) => Task.Run(() =>
    {
        if (File.Exists(folder))
            throw new ApprovalStoreException($"'{folder}' is a file and no folder of approvals.");
        string[] files = Directory.Exists(folder) ? [.. Files(folder, cancellationToken)] : [];
        try
        {
            return ApprovalHistory.Of(
                files.Select(f => (Path.GetRelativePath(folder, f), (Func<StoredEntry>)(() => Read(f)))), image, null);
        }
        catch (AggregateException e) when (e.InnerExceptions is [IOException or UnauthorizedAccessException, ..])
        {
            throw new ApprovalStoreException($"{folder} cannot be read: {e.InnerExceptions[0].Message}", e);
        }
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task AppendAsync(SignedApproval entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        string place = Path.Combine(folder, entry.Image.Encoded[..Math.Min(ImagePart, entry.Image.Encoded.Length)]);
        string file = Path.Combine(place, NameOf(entry)), unfinished = Path.Combine(place, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(place);
            await File.WriteAllBytesAsync(unfinished, entry.Envelope.ToArray(), cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, file, overwrite: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ApprovalStoreException($"The entry cannot be written to {folder}: {e.Message}", e);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static string NameOf(SignedApproval entry) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Place.Sequence:D6}-{entry.Place.Hash}.json");

    private static IEnumerable<string> Files(string folder, CancellationToken cancellationToken)
    {
        var which = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden, IgnoreInaccessible = false };
        int count = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.json", which))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++count > MaxEntries)
                throw new ApprovalStoreException($"{folder} holds more than {MaxEntries} entries.");
            yield return file;
        }
    }

    /// <summary>Reads a file, whose name says which entry it holds.</summary>
    private static StoredEntry Read(string file)
    {
        Match name = FileName().Match(Path.GetFileName(file));
        if (!name.Success)
            throw new SignatureFormatException("The file is not named like an entry, NUMBER-HASH.json.");
        using FileStream stream = RegularFile.Open(file);
        if (stream.Length > SignedApproval.MaxSize)
            throw new SignatureFormatException($"The file is larger than {SignedApproval.MaxSize} bytes.");
        byte[] content = new byte[stream.Length];
        int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return new StoredEntry(content.AsMemory(0, length), name.Groups[2].Value, long.Parse(name.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("^([0-9]{6,18})-([0-9a-f]{64})\\.json$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
