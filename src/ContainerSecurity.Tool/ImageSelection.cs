using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool;

/// <summary>Finds the images that a scan reads: those named, and the OCI layouts and archives of the folders named.</summary>
internal sealed class ImageSelection(SourceDiscoveryOptions which, Func<string, Source> read)
{
    private const string LayoutMarker = "oci-layout";
    private static readonly string[] ArchiveEnds = [".tar", ".tar.gz", ".tgz", ".tar.zst"];

    private readonly SortedDictionary<string, Source> found = new(StringComparer.Ordinal);
    private readonly PathFilter filter = new(which.Include, which.Exclude);
    private readonly List<DocumentError> errors = [];
    private readonly List<PassedOverFile> passedOver = [];

    public SourceSelection Find(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
                AddFolder(path);
            else if (File.Exists(path))
                Add(path, isNamed: true);
            else
                errors.Add(new DocumentError(path, SourceSpan.FileStart, "There is no such file or folder."));
        }
        return new SourceSelection([.. found.Values], errors, passedOver);
    }

    private void AddFolder(string folder)
    {
        try
        {
            if (File.Exists(Path.Combine(folder, LayoutMarker)))
            {
                Add(folder, isNamed: true);
                return;
            }
            foreach (string file in Directory.EnumerateFiles(folder))
                if (ArchiveEnds.Any(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
                    AddFound(file);
            foreach (string inner in Directory.EnumerateDirectories(folder))
                if (!FileTree.IsLink(inner))
                    AddFolder(inner);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not ImageReadException)
        {
            errors.Add(new DocumentError(folder, SourceSpan.FileStart, $"The folder cannot be read: {e.Message}"));
        }
    }

    private void AddFound(string file)
    {
        if (RegularFile.Fault(file) is not { } fault)
            Add(file, isNamed: false);
        else if (filter.Picks(PathFilter.Shown(file)))
            passedOver.Add(new PassedOverFile(PathFilter.Shown(file), $"It is not opened: {fault}.") { Fault = fault });
    }

    /// <summary>Adds the images of an archive or layout. An archive of other things that a folder happens to hold is none.</summary>
    private void Add(string path, bool isNamed)
    {
        string shown = PathFilter.Shown(path);
        if (!filter.Picks(shown))
            return;
        try
        {
            IReadOnlyList<string> names = ListAsync(path).GetAwaiter().GetResult();
            foreach (string location in names.Count > 1 ? names.Select(n => $"{shown}:{n}") : [shown])
                found[location] = read(location);
        }
        catch (ImageReadException e) when (e.Failure == ImageReadFailure.Unsupported && !isNamed)
        {
            passedOver.Add(new PassedOverFile(shown, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new DocumentError(shown, SourceSpan.FileStart, e.Message));
        }
#pragma warning disable CA1031 // One archive's fault takes no other's report.
        catch (Exception e) when (Fault.CanBeIsolated(e))
#pragma warning restore CA1031
        {
            errors.Add(Fault.Of(shown, "The reading", e));
        }
    }

    private static async Task<IReadOnlyList<string>> ListAsync(string path)
    {
        (IImageSource source, _) = await ImageSource.OpenAsync(path).ConfigureAwait(false);
        await using (source)
            return await source.ListAsync().ConfigureAwait(false);
    }
}
