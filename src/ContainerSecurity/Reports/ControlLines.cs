using ContainerSecurity.Policies.Frameworks;

namespace ContainerSecurity.Reports;

/// <summary>The results of a framework's controls in words.</summary>
internal static class ControlLines
{
    /// <summary>A status as reports for people spell it.</summary>
    public static string Word(ControlStatus status) => status switch
    {
        ControlStatus.Pass => "pass",
        ControlStatus.Fail => "fail",
        _ => "not judged",
    };

    /// <summary>What stands behind a control's title: the number of its findings, and the reason.</summary>
    public static string Detail(ControlResult result) => string.Join(
        " ",
        new[] { result.Findings > 0 ? $"{result.Findings} finding{(result.Findings == 1 ? "" : "s")}." : null, result.Reason }.OfType<string>());

    /// <summary>The framework with the numbers of its controls, as a sentence.</summary>
    public static string Summary(FrameworkAssessment assessment) =>
        $"{assessment.Framework}: {assessment.Count(ControlStatus.Pass)} pass, {assessment.Count(ControlStatus.Fail)} fail, "
        + $"{assessment.Count(ControlStatus.NotJudged)} not judged.";

    /// <summary>A line for each control, by section, and the summary; none where there is no framework.</summary>
    public static IEnumerable<string> Of(FrameworkAssessment? assessment)
    {
        if (assessment is null)
            yield break;
        string section = "";
        foreach (ControlResult result in assessment.Results)
        {
            if (result.Control.Section != section)
                yield return section = result.Control.Section;
            string detail = Detail(result);
            yield return $"  {Word(result.Status),-10}  {result.Control.Id}  {result.Control.Title}{(detail.Length == 0 ? "" : $" ({detail.TrimEnd('.')})")}";
        }
        yield return Summary(assessment);
        yield return "";
    }
}
