using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Projects;

/// <summary>
/// Reads the container profiles of <c>launchSettings.json</c>: the engine's options that Visual Studio hands over when
/// it starts the project in a container. All else of such a container is the tool's, and unknown.
/// </summary>
internal static class LaunchSettingsReader
{
    private static readonly string[] ContainerCommands = ["Docker", "SdkContainer"];

    /// <summary>Returns whether a document holds a profile that starts a container.</summary>
    public static bool IsOne(MappingNode root) => ProfilesOf(root).Any();

    /// <summary>Reads the profiles.</summary>
    /// <param name="parts">Takes what is read.</param>
    /// <returns>The resources, that of the file first.</returns>
    public static IReadOnlyList<Resource> Read(SourceParts parts)
    {
        foreach (MappingEntry profile in ProfilesOf(parts.Root))
        {
            var settings = (MappingNode)profile.Value;
            var body = new BodyDraft(settings, isOpen: true);
            if (settings["containerRunArguments"] is ScalarNode { IsNull: false } options)
                RunCommand.AddOptions(OptionLine.Split(options), body);
            else if (settings["containerRunArguments"] is { } other and not ScalarNode)
                parts.Mistyped(other, "text");
            foreach (MappingEntry variable in parts.MappingOf(settings["environmentVariables"])?.Entries ?? [])
                ContainerSettings.AddVariable(body, variable.Key, variable.Value);
            parts.Add(body, profile.Key, isWhole: false);
        }
        return parts.Together(new SettingsFile(parts.Root, "LaunchSettings", SourceParts.NameOf(parts.Root)));
    }

    private static IEnumerable<MappingEntry> ProfilesOf(MappingNode root) =>
        root["profiles"] is not MappingNode profiles ? []
        : profiles.Entries.Where(e => e.Value is MappingNode profile && profile["commandName"] is ScalarNode command
            && Array.Exists(ContainerCommands, c => c.Equals(command.Text, StringComparison.OrdinalIgnoreCase)));
}
