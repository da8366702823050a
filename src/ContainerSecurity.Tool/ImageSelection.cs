using ContainerSecurity.Documents;
using ContainerSecurity.Images;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool;

/// <summary>Finds the images that a scan reads: those named, and the OCI layouts and archives of the folders named.</summary>
internal sealed class ImageSelection(PathFilter filter, Func<string, ManifestSource> read)
{
    private const string LayoutMarker = "oci-layout";
    private static readonly string[] ArchiveEnds = [".tar", ".tar.gz", ".tgz", ".tar.zst"];

    public IReadOnlyList<ManifestSource> Find(IEnumerable<string> paths, List<DocumentError> errors)
    {
        var found = new SortedDictionary<string, ManifestSource>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            if (File.Exists(path))
                Add(path, isNamed: true, found, errors);
            else if (Directory.Exists(path))
                AddFolder(path, found, errors);
            else
                errors.Add(new DocumentError(path, SourceSpan.FileStart, "There is no such file or folder."));
        }
        return [.. found.Values];
    }

    private void AddFolder(string folder, SortedDictionary<string, ManifestSource> found, List<DocumentError> errors)
    {
        try
        {
            if (File.Exists(Path.Combine(folder, LayoutMarker)))
            {
                Add(folder, isNamed: true, found, errors);
                return;
            }
            foreach (string file in Directory.EnumerateFiles(folder))
                if (ArchiveEnds.Any(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
                    Add(file, isNamed: false, found, errors);
            foreach (string inner in Directory.EnumerateDirectories(folder))
                if (new DirectoryInfo(inner).LinkTarget is null)
                    AddFolder(inner, found, errors);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not ImageReadException)
        {
            errors.Add(new DocumentError(folder, SourceSpan.FileStart, $"The folder cannot be read: {e.Message}"));
        }
    }

    /// <summary>Adds the images of an archive or layout. An archive of other things that a folder happens to hold is none.</summary>
    private void Add(string path, bool isNamed, SortedDictionary<string, ManifestSource> found, List<DocumentError> errors)
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
        catch (ImageReadException e) when (e.Failure != ImageReadFailure.Unsupported || isNamed)
        {
            errors.Add(new DocumentError(shown, SourceSpan.FileStart, e.Message));
        }
        catch (ImageReadException)
        {
            // An archive that holds no image is not what was asked for.
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
