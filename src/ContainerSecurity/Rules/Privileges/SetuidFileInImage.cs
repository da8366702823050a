using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2016: an image has no setuid and setgid files beside those of its base (CIS Docker 4.8, NIST SP 800-190 3.1.2).</summary>
internal sealed class SetuidFileInImage() : Rule(new("CSEC2016", "setuid-file-in-image", Severity.Low,
    "Setuid or setgid file that the base image does not have",
    "Remove the file, or take the bit from it: chmod a-s.")
{
    References = ["CIS Docker 4.8", "NIST SP 800-190 3.1.2"],
}), IJudges<Image>
{
    private const int SetUserId = 0b100_000_000_000;

    public void Judge(Image resource, RuleContext context)
    {
        int own = resource.BaseLayerCount;
        foreach (LayerFile file in resource.Files)
            if (file is { IsSetId: true, IsHidden: false } && file.Layer.Index >= own)
                context.Report(resource.PlaceOf(file),
                    $"{file.Layer} brings '/{file.Path}' with the mode {Convert.ToString(file.Mode, 8)}: who runs it "
                        + $"becomes its {((file.Mode & SetUserId) != 0 ? "owner" : "group")}. Allowed: files without setuid and setgid bits.");
    }
}
