using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>Lists what a host has. What may not be listed is an error in its place, and everything else is read.</summary>
/// <param name="connection">The engine.</param>
/// <param name="options">How it is read.</param>
/// <param name="detector">Finds secrets in layers.</param>
internal sealed class HostInventory(EngineConnection connection, DockerHostOptions options, Lazy<SecretDetector> detector)
{
    private const string NoSettings = "The engine's settings file is not known or is on another machine; what it alone says is not judged.";

    private static readonly Version OldestApi = new(1, 41);

    /// <summary>What is known of the engine itself.</summary>
    public DaemonParts Parts { get; } = new(connection, options);

    /// <summary>Reads single objects. It can be asked once the engine has been.</summary>
    public HostReader Reader { get; private set; } = null!;

    /// <summary>Asks the engine what it is, before anything else.</summary>
    /// <exception cref="DockerHostException">It cannot be reached, or is too old.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await RequireVersionAsync(cancellationToken).ConfigureAwait(false);
        await Parts.AskAsync(cancellationToken).ConfigureAwait(false);
        var defaults = new EngineDefaults { SharesCgroupNamespace = Parts.Daemon.SharesCgroupNamespace.Is(true) };
        Reader = new HostReader(connection, options, Parts.HostName, defaults, detector);
    }

    /// <summary>The parts of the host, in the order of the report: the engine, then its objects by kind and name.</summary>
    public async IAsyncEnumerable<HostSource> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Daemon();
        if (Parts.SettingsFile is null)
            yield return Constant(Parts.NameOf("daemon.json"), new HostContent([], []) { Skipped = NoSettings });
        foreach (EngineKind kind in EngineKind.All)
        {
            (IReadOnlyList<EngineObject> found, HostContent? fault) = await TryListAsync(kind, cancellationToken).ConfigureAwait(false);
            if (fault is not null)
                yield return Constant(Parts.NameOf(kind.Folder), fault);
            foreach (EngineObject item in found)
                yield return new HostSource(Reader.NameOf(item), cancellation => Reader.ReadAsync(item, cancellation));
        }
    }

    /// <summary>The engine itself.</summary>
    public HostSource Daemon() => new(Parts.NameOf("info"), _ => Task.FromResult(Parts.ReadDaemon()));

    /// <summary>The objects of a kind; none and the reason where they cannot be listed.</summary>
    public async Task<(IReadOnlyList<EngineObject> Found, HostContent? Fault)> TryListAsync(EngineKind kind, CancellationToken cancellationToken)
    {
        bool isOfSwarm = EngineKind.OfSwarm.Contains(kind);
        if (isOfSwarm && Parts.IsManager == false)
            return ([], null);
        string name = Parts.NameOf(kind.Folder);
        try
        {
            IReadOnlyList<EngineObject> found = EngineObject.ReadList(kind, await connection.GetAsync(kind.List, cancellationToken).ConfigureAwait(false));
            if (found.Count <= options.MaxObjects)
                return (found, null);
            string tooMany = $"The host has {found.Count} {kind.Folder}; {options.MaxObjects} were judged.";
            return ([.. found.Take(options.MaxObjects)], HostContent.Failed(name, tooMany));
        }
        catch (DockerHostException e) when (isOfSwarm && Parts.IsManager is null && IsNoManager(e.Status))
        {
            return ([], null);
        }
        catch (DockerHostException e)
        {
            return ([], HostContent.Failed(name, $"The {kind.Folder} were not judged: {e.Message}"));
        }
    }

    private static bool IsNoManager(HttpStatusCode? status) => status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.NotAcceptable;

    private static HostSource Constant(string name, HostContent content) => new(name, _ => Task.FromResult(content));

    private async Task RequireVersionAsync(CancellationToken cancellationToken)
    {
        byte[] answer;
        try
        {
            answer = await connection.GetAsync("version", cancellationToken).ConfigureAwait(false);
        }
        catch (DockerHostException e) when (e.Status is not null)
        {
            // Who may not ask for the version may be allowed the rest.
            return;
        }
        if (ReadVersion(answer) is { } version && version < OldestApi)
            throw new DockerHostException($"The engine speaks version {version} of its API; {OldestApi} is the oldest that is read (Docker 20.10).");
    }

    private static Version? ReadVersion(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return Version.TryParse(document.RootElement.Text("ApiVersion"), out Version? version) ? version : null;
        }
        catch (JsonException)
        {
            throw new DockerHostException("What answers there is no Docker engine.");
        }
    }
}
