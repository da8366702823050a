using System.Text.RegularExpressions;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>What compose refuses beyond its schema: settings that exclude each other, mounts without a source, ports that are none.</summary>
internal sealed class ComposeChecks
{
    private const int MaxErrors = 200;
    private static readonly Regex ProjectName = new("^[a-z0-9][a-z0-9_-]*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private readonly ICollection<DocumentError> errors;

    private ComposeChecks(ICollection<DocumentError> errors) => this.errors = errors;

    /// <summary>Checks a project.</summary>
    /// <param name="root">The project, its files merged.</param>
    /// <param name="errors">Receives what compose would refuse.</param>
    public static void Check(MappingNode root, ICollection<DocumentError> errors)
    {
        var check = new ComposeChecks(errors);
        check.CheckName(root["name"]);
        foreach (MappingEntry volume in Entries(root["volumes"]))
            check.CheckExternalAlone(volume.Value, $"volumes.{volume.Key}");
        foreach (string kind in new[] { "networks", "volumes", "secrets", "configs" })
            foreach (MappingEntry element in Entries(root[kind]))
                check.CheckExternalName(element.Value, $"{kind}.{element.Key}");
        foreach (MappingEntry config in Entries(root["configs"]))
            check.CheckContent(config.Value, $"configs.{config.Key}", "file", "environment", "content");
        foreach (MappingEntry secret in Entries(root["secrets"]))
            check.CheckContent(secret.Value, $"secrets.{secret.Key}", "file", "environment");
        foreach (MappingEntry service in Entries(root["services"]))
            check.CheckService(service.Key, service.Value as MappingNode);
    }

    private void CheckName(DocumentNode? name)
    {
        if (name is ScalarNode { IsNull: false } text && !Interpolation.IsUnknown(text.Text) && !ProjectName.IsMatch(text.Text))
            Report(
                text,
                $"invalid project name \"{text.Text}\": must consist only of lowercase alphanumeric characters, "
                    + $"hyphens, and underscores as well as start with a letter or number");
    }

    private void CheckExternalAlone(DocumentNode element, string path)
    {
        if (element is not MappingNode mapping || !IsExternal(mapping))
            return;
        foreach (MappingEntry entry in mapping.Entries)
            if (entry.Key is not ("external" or "name") && !entry.Key.StartsWith("x-", StringComparison.Ordinal))
                Report(entry.Value, $"{path}: conflicting parameters \"external\" and \"{entry.Key}\" specified");
    }

    private void CheckExternalName(DocumentNode element, string path)
    {
        if (element is MappingNode mapping
            && (mapping["external"] as MappingNode)?["name"] is ScalarNode old
            && mapping["name"] is ScalarNode name
            && old.Text != name.Text)
            Report(name, $"{path}: name and external.name conflict; only use name");
    }

    private void CheckContent(DocumentNode element, string path, params string[] keys)
    {
        if (element is not MappingNode { IsOpen: false } mapping)
            return;
        int count = keys.Count(k => mapping[k] is not null);
        if (count > 1)
            Report(mapping, $"{path}: {string.Join("|", keys)} attributes are mutually exclusive");
        else if (count == 0 && mapping["driver"] is null && mapping["external"] is null)
            Report(mapping, $"{path}: one of {string.Join("|", keys)} must be set");
    }

    private void CheckService(string name, MappingNode? service)
    {
        if (service is null)
            return;
        if (service["network_mode"] is ScalarNode { IsNull: false } mode && Items(service["networks"]).Count + Entries(service["networks"]).Count > 0)
            Report(mode, $"service {name} declares mutually exclusive `network_mode` and `networks`");
        foreach (MappingEntry variable in Entries(service["environment"]))
            if (variable.Key.Length > 0 && char.IsWhiteSpace(variable.Key[variable.Key.Length - 1]))
                Report(variable.Value, $"environment variable {variable.Key} is declared with a trailing space");
        foreach (DocumentNode port in Items(service["ports"]))
            CheckPort(port);
        foreach (DocumentNode volume in Items(service["volumes"]))
            CheckVolume(volume);
        foreach (DocumentNode rule in Items((service["develop"] as MappingNode)?["watch"]))
            if ((rule as MappingNode)?["path"] is ScalarNode { Text: "" } path)
                Report(path, $"services.{name}.develop.watch.path: value can't be blank");
        foreach (DocumentNode device in Items(service["gpus"]).Concat(Items(new NodeView(service)["deploy"]["resources"]["reservations"].Mapping?["devices"])))
            CheckRequest(device as MappingNode);
    }

    private void CheckPort(DocumentNode port)
    {
        if (port is not ScalarNode text || Interpolation.IsUnknown(text.Text))
            return;
        PublishedPort.Parse(text.Text, out string? error);
        if (error is not null)
            Report(text, error);
    }

    private void CheckVolume(DocumentNode volume)
    {
        if (volume is ScalarNode text && !Interpolation.IsUnknown(text.Text))
        {
            ServiceVolume.Parse(text.Text, out string? error);
            if (error is not null)
                Report(text, error);
        }
        if (volume is MappingNode mount && mount["type"] is ScalarNode { Text: ServiceVolume.Bind } && mount["source"] is null or ScalarNode { Text: "" })
            Report(mount, "invalid mount config for type \"bind\": field Source must not be empty");
    }

    private void CheckRequest(MappingNode? request)
    {
        if (request?["count"] is not ScalarNode count)
            return;
        if (!Interpolation.IsUnknown(count.Text) && !string.Equals(count.Text, "all", StringComparison.OrdinalIgnoreCase) && !long.TryParse(count.Text, out _))
            Report(count, $"invalid value \"{count.Text}\", the only value allowed is 'all' or a number");
        if (request["device_ids"] is not null)
            Report(count, "\"count\" and \"device_ids\" attributes are exclusive");
    }

    private void Report(DocumentNode node, string message)
    {
        if (errors.Count < MaxErrors)
            errors.Add(new DocumentError(node.File.Path, node.FieldSpan, message));
    }

    private static bool IsExternal(MappingNode mapping) =>
        mapping["external"] is MappingNode
        || mapping["external"] is ScalarNode { IsNull: false } text && ComposeScalars.Boolean(text.Text) != false;

    private static IReadOnlyList<MappingEntry> Entries(DocumentNode? node) => (node as MappingNode)?.Entries ?? [];

    private static IReadOnlyList<DocumentNode> Items(DocumentNode? node) => (node as SequenceNode)?.Items ?? [];
}
