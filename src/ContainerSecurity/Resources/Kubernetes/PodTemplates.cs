namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>
/// Where the objects of each kind carry pods. Kubernetes' own kinds and those of widespread operators are known;
/// further ones can be added. Immutable.
/// </summary>
/// <remarks>
/// The objects of a custom kind that is not known are searched for whatever looks like containers, and so is what
/// those of a known one hold elsewhere.
/// </remarks>
public sealed class PodTemplates
{
    /// <summary>What the table says of a kind whose objects say in many places what their pods shall be.</summary>
    private const string Searched = "?";

    private static readonly Lazy<PodTemplates> Known = new(Read);
    private readonly Dictionary<string, PodPath[]> paths;

    /// <summary>The paths of Kubernetes' own kinds, by the kind alone.</summary>
    private readonly Dictionary<string, PodPath[]> own;

    private PodTemplates(Dictionary<string, PodPath[]> paths, Dictionary<string, PodPath[]> own)
    {
        this.paths = paths;
        this.own = own;
    }

    /// <summary>The kinds that are known without being told.</summary>
    public static PodTemplates Default => Known.Value;

    /// <summary>The kinds with their groups, such as <c>Deployment.apps</c>; those of the core group stand alone.</summary>
    public IReadOnlyCollection<string> Kinds => paths.Keys;

    /// <summary>Returns these kinds and one more; one that is known already is known by the new paths alone.</summary>
    /// <param name="kind">The kind with its group, such as <c>WebApp.example.com</c>.</param>
    /// <param name="paths">Where its pods stand: paths to pod templates or pod specs, such as <c>spec.template</c>, or
    /// <c>spec.tasks.*.template</c> for every item of a list.</param>
    /// <exception cref="ArgumentException">The kind is none, or a path is none.</exception>
    public PodTemplates With(string kind, params string[] paths)
    {
        if (ProblemOf(kind ?? throw new ArgumentNullException(nameof(kind)), paths ?? throw new ArgumentNullException(nameof(paths))) is { } problem)
            throw new ArgumentException(problem, nameof(paths));
        var more = new Dictionary<string, PodPath[]>(this.paths, StringComparer.Ordinal) { [kind] = Array.ConvertAll(paths, p => PodPath.Parse(p)!) };
        return new PodTemplates(more, own);
    }

    /// <summary>The paths at which objects of a kind carry pods; empty where the kind is not known.</summary>
    /// <param name="apiVersion">Group and version, such as <c>apps/v1</c>.</param>
    /// <param name="kind">The kind, such as <c>Deployment</c>.</param>
    public IReadOnlyList<string> PathsOf(string apiVersion, string kind) => [.. Of(apiVersion, kind).Select(p => p.ToString())];

    /// <summary>What is wrong with the pods of a kind; null where nothing is.</summary>
    internal static string? ProblemOf(string kind, IReadOnlyCollection<string> paths)
    {
        int dot = kind.IndexOf('.');
        if (dot == 0 || kind.Length == 0 || !char.IsUpper(kind[0]) || dot == kind.Length - 1 || kind.IndexOf('/') >= 0)
            return $"'{kind}' is no kind with its group; write it like WebApp.example.com.";
        if (paths.Count == 0)
            return $"'{kind}' has no path to its pods; write one like spec.template.";
        return paths.FirstOrDefault(p => PodPath.Parse(p) is null) is { } wrong
            ? $"'{wrong}' is no path to a pod; write it like spec.template, or spec.tasks.*.template for every item of a list."
            : null;
    }

    /// <summary>The paths of a kind. A kind of Kubernetes' own is known in every group, as manifests of old versions have another.</summary>
    internal IReadOnlyList<PodPath> Of(string apiVersion, string kind)
    {
        int slash = apiVersion.IndexOf('/');
        return paths.TryGetValue(slash < 0 ? kind : $"{kind}.{apiVersion.Substring(0, slash)}", out PodPath[]? found) || own.TryGetValue(kind, out found)
            ? found : [];
    }

    /// <summary>
    /// Whether a kind is Kubernetes' own, or one of its name with its pods in the same place, whose objects surely run
    /// a pod even where it is not written.
    /// </summary>
    internal bool IsOwn(string apiVersion, string kind) => own.TryGetValue(kind, out PodPath[]? found) && ReferenceEquals(found, Of(apiVersion, kind));

    private static PodTemplates Read()
    {
        var paths = new Dictionary<string, PodPath[]>(StringComparer.Ordinal);
        var own = new Dictionary<string, PodPath[]>(StringComparer.Ordinal);
        using Stream stream = typeof(PodTemplates).Assembly.GetManifestResourceStream("pod-templates.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] words = line.Split(' ');
            string kind = words[0].Split('.')[0];
            PodPath[] found = words[1] == Searched ? [] : [.. words.Skip(1).Select(p => PodPath.Parse(p)!)];
            if (words[0].Count(c => c == '.') < 2)
                own[kind] = found;
            else if (own.TryGetValue(kind, out PodPath[]? same) && same.Select(p => p.ToString()).SequenceEqual(words.Skip(1)))
                found = same;
            paths.Add(words[0], found);
        }
        return new PodTemplates(paths, own);
    }
}
