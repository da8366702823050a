using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Resources;
using ContainerSecurity.Sources;

namespace ContainerSecurity.DependencyInjection;

/// <summary>What manifests say of access, or what is wrong with them.</summary>
internal sealed class RbacManifests
{
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(1);
    private readonly Lazy<EscalationGraph> paths;

    private RbacManifests(IReadOnlyList<Resource> resources, RbacOptions options, IReadOnlyList<string> problems)
    {
        Problems = problems;
        Authorizer = RbacAuthorizer.Create(resources, options);
        var inventory = ClusterInventory.Read(resources, options);
        paths = new Lazy<EscalationGraph>(() => new EscalationGraph(Authorizer, inventory));
    }

    /// <summary>What is wrong; empty where all was read.</summary>
    public IReadOnlyList<string> Problems { get; }

    public RbacAuthorizer Authorizer { get; }

    public EscalationGraph Paths => paths.Value;

    /// <summary>Reads the files. It throws nothing that the options or the files may be the cause of.</summary>
    public static RbacManifests Read(RbacManifestOptions options)
    {
        var problems = new List<string>();
        var resources = new List<Resource>();
        if (options.Files.Count == 0)
            problems.Add($"{nameof(options.Files)} names no file or folder with roles and bindings.");
        if (options.ReloadInterval != TimeSpan.Zero && (options.ReloadInterval < TimeSpan.FromSeconds(1) || options.ReloadInterval > MaxInterval))
            problems.Add($"{nameof(options.ReloadInterval)} is {options.ReloadInterval}; it must be from 1 second to 1 day, or zero.");
        try
        {
            ReadFiles([.. options.Files.Select(f => Path.Combine(options.BasePath ?? "", f))], resources, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(e.Message);
        }
        return new RbacManifests(resources, new RbacOptions { AssumesStockRoles = options.AssumesStockRoles }, problems);
    }

    private static void ReadFiles(string[] paths, List<Resource> resources, List<string> problems)
    {
        SourceSelection selection = SourceDiscovery.Find(paths, new SourceDiscoveryOptions { Type = SourceType.Kubernetes });
        problems.AddRange(selection.Errors.Select(e => e.ToString()));
        var reader = new SourceReader(new SourceReaderOptions { Type = SourceType.Kubernetes });
        foreach (Source source in selection.Sources)
        {
            SourceContent content = reader.Read(source);
            problems.AddRange(content.Errors.Select(e => e.ToString()));
            resources.AddRange(content.Resources);
        }
        if (problems.Count == 0 && resources.Count == 0)
            problems.Add($"There are no Kubernetes objects in {string.Join(", ", paths)}.");
    }
}
