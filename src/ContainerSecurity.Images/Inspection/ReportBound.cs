using ContainerSecurity.Resources.Images.Inspectors;

namespace ContainerSecurity.Images.Inspection;

/// <summary>Bounds what inspectors tell of one image.</summary>
internal static class ReportBound
{
    /// <exception cref="ImageReadException">Inspectors told something of too many files.</exception>
    public static void Require(LayerInspection inspection, ImageReadLimits limits)
    {
        if (inspection.Files.Count > limits.MaxReportedFiles)
            throw new ImageReadException(
                ImageReadFailure.LimitExceeded,
                $"The image has more than {limits.MaxReportedFiles} setuid files, files of credentials and texts with secrets; no rule can say more of it.");
    }
}
