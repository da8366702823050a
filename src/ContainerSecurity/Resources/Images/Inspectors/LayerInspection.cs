namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>
/// Shows the files of one image's layers to a list of inspectors, and keeps the files that these tell something of. It
/// serves one reading, by one thread at a time.
/// </summary>
public sealed class LayerInspection
{
    /// <summary>How much of one file is kept in memory for several inspectors, in bytes. The inspector that wants most reads on from there.</summary>
    public const int LargestShared = 16 * 1024 * 1024;

    private const long Unconcerned = -1;

    private readonly ILayerInspector[] inspectors;
    private readonly long[] wanted;
    private readonly SharedContent shared = new();
    private readonly List<LayerFile> files = [];

    /// <summary>Creates an inspection.</summary>
    /// <param name="inspectors">The inspectors, in the order in which they see each file. Those of <see cref="LayerInspectors.BuiltIn"/> come first.</param>
    public LayerInspection(IEnumerable<ILayerInspector> inspectors)
    {
        this.inspectors = [.. inspectors ?? throw new ArgumentNullException(nameof(inspectors))];
        wanted = new long[this.inspectors.Length];
    }

    /// <summary>The files of which inspectors told something, in the order in which they went by.</summary>
    public IReadOnlyList<LayerFile> Files => files;

    /// <summary>The distribution, as the highest layer that speaks of it says; null where none does.</summary>
    public OperatingSystemRelease? Release => LastFact<OperatingSystemRelease>();

    /// <summary>The numbers of the users, by name, of the highest layer that has <c>/etc/passwd</c>.</summary>
    public IReadOnlyDictionary<string, long> UserIds => LastFact<UserList>()?.Ids ?? UserList.Empty;

    /// <summary>Shows one file to the inspectors.</summary>
    /// <param name="file">A regular file, or a further name of one, by its layer, path, mode and size.</param>
    /// <param name="content">The content, which is read as far as needed.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidOperationException">Two inspectors want more than <see cref="LargestShared"/> bytes of the file.</exception>
    public Task InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken = default)
    {
        _ = file ?? throw new ArgumentNullException(nameof(file));
        _ = content ?? throw new ArgumentNullException(nameof(content));
        bool concernsAny = false;
        long most = 0, second = 0;
        for (int i = 0; i < inspectors.Length; i++)
        {
            wanted[i] = inspectors[i].Wants(file) is { } bytes ? Math.Max(0, Math.Min(bytes, file.Size)) : Unconcerned;
            concernsAny |= wanted[i] != Unconcerned;
            second = Math.Max(second, Math.Min(most, wanted[i]));
            most = Math.Max(most, wanted[i]);
        }
        if (second > LargestShared)
            throw new InvalidOperationException($"Two inspectors want {second} bytes of '{file.Path}'; only one may want more than {LargestShared}.");
        return concernsAny ? ShowAsync(file, content, (int)second, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Takes a file as inspectors told of it before, in the same layer of another image.</summary>
    /// <param name="file">The file, with the layer of this image.</param>
    public void Add(LayerFile file) => files.Add(file ?? throw new ArgumentNullException(nameof(file)));

    private async Task ShowAsync(LayerFile file, Stream content, int length, CancellationToken cancellationToken)
    {
        await shared.BeginAsync(content, length, cancellationToken).ConfigureAwait(false);
        bool isKept = false;
        for (int i = 0; i < inspectors.Length; i++)
        {
            if (wanted[i] == Unconcerned
                || await inspectors[i].InspectAsync(
                    file, shared.Open(wanted[i]), cancellationToken).ConfigureAwait(false) is not { } told)
                continue;
            file = told;
            isKept = true;
        }
        if (isKept)
            files.Add(file);
    }

    private T? LastFact<T>()
        where T : class
    {
        for (int i = files.Count - 1; i >= 0; i--)
            if (files[i].Facts.OfType<T>().LastOrDefault() is { } fact)
                return fact;
        return null;
    }
}
