using System.CommandLine;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Build.Gate;

/// <summary>Sees to it that what was pushed is what was judged, down to its base and its settings: the SDK makes the image anew to push it.</summary>
internal sealed class PushedCommand : Command
{
    private readonly Argument<string> configuration = new("configuration");
    private readonly Option<string> record = new("--record") { Required = true };

    public PushedCommand()
        : base("pushed", "Compares the configuration of an image that was pushed with what was judged.")
    {
        Arguments.Add(configuration);
        Options.Add(record);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        // In base64, since MSBuild takes backslashes for those of paths.
        byte[] json = Convert.FromBase64String(File.ReadAllText(parsed.GetValue(configuration)!).Trim());
        ImageDocument<ImageConfig> read = ImageConfig.Read(json, "configuration");
        if (read.Value is not { } config)
            return BuildMessage.Undecided($"What was pushed cannot be compared with what was judged: {string.Join(" ", read.Errors)}");
        return new GateRecord(parsed.GetValue(record)!).Allowed.Contains(ImageIdentity.Of(config))
            ? 0
            : BuildMessage.Undecided(
                "The image that was pushed is another one than the one that was judged: its base or its settings changed in between. "
                    + "Remove it, and publish again.");
    }
}
