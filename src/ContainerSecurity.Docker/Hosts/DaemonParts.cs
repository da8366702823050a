using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>
/// Reads what is to be known of an engine itself: what it says, its settings file, its other files, and how it is
/// reached.
/// </summary>
/// <param name="connection">The engine.</param>
/// <param name="options">How it is read.</param>
internal sealed class DaemonParts(EngineConnection connection, DockerHostOptions options)
{
    private const string InfoPath = "info";
    private static readonly string[] UsualSockets = ["/var/run/docker.sock", "/run/docker.sock"];

    private byte[]? info;
    private DockerHostException? refusal;

    /// <summary>The host's name; that of its address where the engine does not say it.</summary>
    public string HostName { get; private set; } = "engine";

    /// <summary>Why the engine does not say what it is; null where it does.</summary>
    public string? Refusal => refusal?.Message;

    /// <summary>The engine's time; null where it does not say it.</summary>
    public DateTimeOffset? EngineTime { get; private set; }

    /// <summary>Whether services, configs and secrets can be asked for; null where that is not known.</summary>
    public bool? IsManager { get; private set; }

    /// <summary>The daemon, as it is known without its files.</summary>
    public DockerDaemon Daemon { get; private set; } = DaemonReader.Read("", []);

    private string? SocketPath => connection.Address.Scheme == "unix" ? connection.Address.AbsolutePath : null;

    /// <summary>Asks the engine what it is. What it does not say stays unknown.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        if (connection.Address.Host.Length > 0)
            HostName = connection.Address.Host;
        try
        {
            info = await connection.GetAsync(InfoPath, cancellationToken).ConfigureAwait(false);
            using JsonDocument document = JsonDocument.Parse(info);
            Understand(document.RootElement);
        }
        catch (DockerHostException e) when (e.Status is not null)
        {
            refusal = e;
        }
        catch (JsonException e)
        {
            refusal = new DockerHostException("The engine's answer is no JSON.", innerException: e);
        }
        Daemon = Read([], settings: null, files: null);
    }

    /// <summary>Reads the daemon with its files.</summary>
    public HostContent ReadDaemon()
    {
        List<DocumentError> errors = [];
        if (refusal is not null)
            errors.Add(new DocumentError(NameOf("info"), SourceSpan.FileStart, $"What the engine says of itself was not judged: {refusal.Message}"));
        TextFile? settingsText = null;
        DocumentNode? settings = SettingsFile is { } file ? ReadSettings(file, errors, out settingsText) : null;
        DockerDaemon daemon = Read(errors, settings, Files(settings));
        return new HostContent(settingsText is null ? [daemon] : [daemon, settingsText], errors);
    }

    /// <summary>Where the engine's settings are; null where that is not known, or on another machine.</summary>
    public string? SettingsFile =>
        options.SettingsFile
        ?? (SocketPath is { } socket && UsualSockets.Contains(socket) ? "/etc/docker/daemon.json"
            : SocketPath is not null && Daemon.IsRootless.Is(true) ? InFolder(Environment.SpecialFolder.ApplicationData, "docker")
            : connection.Address.Scheme == "npipe" && OperatingSystem.IsWindows()
                ? InFolder(Environment.SpecialFolder.CommonApplicationData, Path.Combine("docker", "config"))
                : null);

    /// <summary>The name of a part's source.</summary>
    public string NameOf(string part) => $"docker://{HostName}/{part}";

    private void Understand(JsonElement root)
    {
        if (root.Text("Name") is { } name)
            HostName = name;
        EngineTime = root.Time("SystemTime");
        if (root.Object("Swarm") is { } swarm)
            IsManager = swarm.TryGetProperty("ControlAvailable", out JsonElement manages) && manages.ValueKind == JsonValueKind.True;
    }

    private DockerDaemon Read(List<DocumentError> errors, DocumentNode? settings, DocumentNode? files) => DaemonReader.Read(
        NameOf("info"), errors,
        info is null ? null : EngineDocument.Read(info, NameOf("info"), errors),
        settings,
        EngineDocument.Read(JsonSerializer.SerializeToUtf8Bytes(Endpoint, HostJson.Default.EndpointFacts), NameOf("endpoint"), errors),
        files);

    private EndpointFacts Endpoint => new(Shown(connection.Address), connection.ShowsCertificate ? null : false);

    /// <summary>An address without what belongs to its user alone.</summary>
    private static string Shown(Uri address) =>
        address.UserInfo.Length == 0 ? address.OriginalString : new UriBuilder(address) { UserName = "", Password = "" }.Uri.ToString();

    private static string InFolder(Environment.SpecialFolder root, string folder) =>
        Path.Combine(Environment.GetFolderPath(root), folder, "daemon.json");

    /// <summary>The settings; an empty object where there is no such file.</summary>
    private static DocumentNode? ReadSettings(string file, List<DocumentError> errors, out TextFile? text)
    {
        text = null;
        try
        {
            string content = RegularFile.ReadText(file);
            DocumentSet set = new DocumentReader().Read(content, file);
            errors.AddRange(set.Errors);
            text = new TextFile(new SourceFile(file, content));
            return set.Documents is [MappingNode settings] ? settings
                : content.Trim().Length == 0 ? NoSettings(file)
                : Refused(file, errors);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return NoSettings(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new DocumentError(file, SourceSpan.FileStart, $"The engine's settings were not judged: {e.Message}"));
            return null;
        }
    }

    private static MappingNode NoSettings(string file) => new(new SourceFile(file), SourceSpan.FileStart, []);

    private static DocumentNode? Refused(string file, List<DocumentError> errors)
    {
        if (errors.Count == 0)
            errors.Add(new DocumentError(file, SourceSpan.FileStart, "The engine's settings are no JSON object and were not judged."));
        return null;
    }

    /// <summary>The files that can be looked at from here.</summary>
    private DocumentNode? Files(DocumentNode? settings)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var view = new NodeView(settings as MappingNode);
        List<FileFacts> files = [];
        Add(files, SocketPath, "socket");
        if (SettingsFile is { } file)
        {
            Add(files, file, "settings");
            Add(files, Path.GetDirectoryName(file), "folder");
            Add(files, view.Text("tlscacert").Or(""), "certificate");
            Add(files, view.Text("tlscert").Or(""), "certificate");
            Add(files, view.Text("tlskey").Or(""), "key");
        }
        return files.Count == 0 ? null : EngineDocument.Read(JsonSerializer.SerializeToUtf8Bytes(files, HostJson.Default.ListFileFacts), NameOf("files"), []);
    }

    private static void Add(List<FileFacts> files, string? path, string use)
    {
        if (string.IsNullOrEmpty(path) || OperatingSystem.IsWindows())
            return;
        try
        {
            files.Add(new FileFacts(path, Convert.ToString((int)File.GetUnixFileMode(path), 8).PadLeft(3, '0'), use));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is not there, or hidden from this user, is open to nobody that he is.
        }
    }
}
