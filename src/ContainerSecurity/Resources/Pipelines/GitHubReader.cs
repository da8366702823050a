using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Resources.Pipelines;

/// <summary>
/// Reads workflows and actions of GitHub, and of Gitea and Forgejo, which share their form: containers of jobs,
/// services, steps that run an image, and what scripts run and build.
/// </summary>
internal sealed class GitHubReader
{
    private const string ImageScheme = "docker://";

    /// <summary>Shells whose words are read; programs of other languages are none.</summary>
    private static readonly string[] Shells = ["bash", "sh", "pwsh", "powershell", "cmd"];

    private readonly SourceParts parts;
    private DocumentNode? socketTaker;
    private string socketName = "";

    private GitHubReader(SourceParts parts) => this.parts = parts;

    /// <summary>Returns whether a document is a workflow or an action.</summary>
    public static bool IsOne(DocumentNode document) =>
        document is MappingNode root && root["apiVersion"] is null && root["kind"] is null
        && (root["jobs"] is MappingNode || root["runs"] is MappingNode);

    /// <summary>Reads a workflow, or an action.</summary>
    /// <param name="parts">Takes what is read.</param>
    /// <returns>The resources, that of the file first.</returns>
    public static IReadOnlyList<Resource> Read(SourceParts parts)
    {
        var reader = new GitHubReader(parts);
        MappingNode root = parts.Root;
        if (root["jobs"] is { } jobs)
            foreach (MappingEntry job in parts.MappingOf(jobs)?.Entries ?? [])
                reader.ReadJob(job.Key, job.Value);
        if (root["runs"] is MappingNode runs)
            reader.ReadAction(runs);
        string kind = root["jobs"] is null ? "Action" : "Workflow";
        return parts.Together(new SettingsFile(root, kind, SourceParts.NameOf(root))
        {
            SocketTaker = reader.socketTaker is { } taker ? Field<string>.Known(reader.socketName, taker) : Field<string>.Missing(),
        });
    }

    private void ReadJob(string name, DocumentNode node)
    {
        if (parts.MappingOf(node) is not { } job)
            return;
        ReadContainer(name, job["container"]);
        if (job["services"] is { } services)
            foreach (MappingEntry service in parts.MappingOf(services)?.Entries ?? [])
                ReadService($"{name}/{service.Key}", service.Value);
        ShellDialect? shell = ShellOf(job) ?? ShellOf(parts.Root);
        if (job["steps"] is { } steps)
            ReadSteps(name, steps, shell);
        if (job["uses"] is ScalarNode { IsNull: false } uses && !uses.Text.StartsWith("./", StringComparison.Ordinal))
            parts.Note(uses, $"The workflow '{uses.Text}' that job '{name}' calls is elsewhere, and was not judged.");
    }

    private void ReadContainer(string name, DocumentNode? node)
    {
        if (node is null or ScalarNode { IsNull: true } or ScalarNode { Text: "" })
            return;
        if (node is ScalarNode text)
        {
            if (!text.IsTemplate)
                TakeSocket(name, text);
            parts.Add(new JobContainer(parts, text).Image(text).Body, name, isWhole: false);
            return;
        }
        if (parts.MappingOf(node) is not { } container || container["image"] is ScalarNode { Text: "", IsTemplate: false })
            return;
        TakeSocket(name, container);
        Add(name, container, isService: false);
    }

    private void ReadService(string name, DocumentNode node)
    {
        if (node is ScalarNode { IsNull: false, Text.Length: > 0 } image)
            parts.Add(new JobContainer(parts, image).Image(image).Body, name, isWhole: false);
        else if (parts.MappingOf(node) is { } service && service["image"] is not ScalarNode { Text: "", IsTemplate: false })
            Add(name, service, isService: true);
    }

    private void Add(string name, MappingNode container, bool isService)
    {
        JobContainer read = new JobContainer(parts, container)
            .Image(container["image"])
            .Variables(container["env"])
            .Volumes(container["volumes"])
            .Options(container["options"])
            .Words("Entrypoint", container["entrypoint"])
            .Words("Cmd", container["command"]);
        parts.Add(read.Body, name, isWhole: false, new ContainerTraits(isService, PasswordOf(container["credentials"])));
    }

    /// <summary>The password of a registry, which is an expression everywhere but where it is given away.</summary>
    private static Field<string> PasswordOf(DocumentNode? credentials) =>
        (credentials as MappingNode)?["password"] is ScalarNode { IsNull: false } password && !password.Text.Contains("${{")
            ? Field<string>.Known(password.Text, password)
            : default;

    private void ReadSteps(string job, DocumentNode steps, ShellDialect? shell)
    {
        foreach (DocumentNode item in parts.ItemsOf(steps))
        {
            if (parts.MappingOf(item) is not { } step)
                continue;
            if (step["run"] is { } run && DialectOf(step["shell"], shell ?? ShellDialect.Posix) is { } dialect)
                parts.AddScript(run, job, dialect);
            if (step["uses"] is ScalarNode { IsNull: false } uses)
                ReadUse(job, step, uses);
        }
    }

    private void ReadUse(string job, MappingNode step, ScalarNode uses)
    {
        var with = step["with"] as MappingNode;
        if (uses.Text.StartsWith(ImageScheme, StringComparison.Ordinal))
        {
            TakeSocket(job, uses);
            Add(job, uses, step["env"], with?["entrypoint"], with?["args"]);
        }
        else if (uses.Text.StartsWith("docker/build-push-action@", StringComparison.Ordinal) && with is not null)
            parts.Add(BuildAction.Read(with, job));
    }

    private void Add(string name, ScalarNode image, DocumentNode? variables, DocumentNode? entrypoint, DocumentNode? arguments)
    {
        var read = new JobContainer(parts, image);
        string reference = image.Text.Substring(ImageScheme.Length);
        read.Body.Set("Image", image.IsTemplate ? DerivedNodes.Unknown(image) : DerivedNodes.Text(image, reference));
        parts.Add(read.Variables(variables).Words("Entrypoint", entrypoint).Words("Cmd", arguments).Body, name, isWhole: false);
    }

    private void ReadAction(MappingNode runs)
    {
        string name = SourceParts.NameOf(parts.Root).Value;
        if (runs["image"] is ScalarNode image && image.Text.StartsWith(ImageScheme, StringComparison.Ordinal))
            Add(name, image, runs["env"], runs["entrypoint"], runs["args"]);
        if (runs["steps"] is { } steps)
            ReadSteps(name, steps, null);
    }

    private void TakeSocket(string name, DocumentNode at)
    {
        socketName = socketTaker is null ? name : socketName;
        socketTaker ??= at;
    }

    private static ShellDialect? ShellOf(MappingNode of) =>
        ((of["defaults"] as MappingNode)?["run"] as MappingNode)?["shell"] is { } shell ? DialectOf(shell, ShellDialect.Posix) : null;

    /// <summary>The dialect of a shell; null for a program of another language.</summary>
    private static ShellDialect? DialectOf(DocumentNode? shell, ShellDialect otherwise)
    {
        if (shell is not ScalarNode { IsNull: false, IsTemplate: false } text)
            return otherwise;
        string program = ShellCommand.BaseName(text.Text.Trim().Split(' ')[0]);
        return Array.IndexOf(Shells, program) >= 0 ? ShellDialects.OfProgram(program) : null;
    }
}
