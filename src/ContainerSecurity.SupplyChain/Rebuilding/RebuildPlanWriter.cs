using ContainerSecurity.Reports;
using ContainerSecurity.SupplyChain.Rebuilding.Pictures;

namespace ContainerSecurity.SupplyChain.Rebuilding;

/// <summary>Writes plans: the same bytes for the same plan, and no name of an image can break out of the form.</summary>
public static class RebuildPlanWriter
{
    /// <summary>Writes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="format">The form.</param>
    /// <param name="output">Where to.</param>
    public static void Write(RebuildPlan plan, RebuildPlanFormat format, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(output);
        switch (format)
        {
            case RebuildPlanFormat.Json:
                RebuildPlanJson.Write(plan, output);
                break;
            case RebuildPlanFormat.Mermaid:
                MermaidPicture.Write(new PlanPicture(plan), output);
                break;
            case RebuildPlanFormat.Dot:
                DotPicture.Write(new PlanPicture(plan), output);
                break;
            case RebuildPlanFormat.Svg:
                SvgPicture.Write(new PlanPicture(plan), output);
                break;
            default:
                WriteText(plan, output);
                break;
        }
    }

    private static void WriteText(RebuildPlan plan, TextWriter output)
    {
        int number = 0;
        foreach (RebuildStep step in plan.Steps)
        {
            string on = step.Base is { } lower ? $", on {lower.Image.Name}" : "", after = step.After is { } before ? $", after {before}" : "";
            Line(output, $"{++number}. {step.Image.Name} (stage {step.Stage}{on}{after}): rebuild from layer {step.FromLayer}");
            foreach (RebuildReason reason in step.Reasons)
                Line(output, $"   - {reason.Message}");
        }
        if (plan.Steps.Count == 0)
            Line(output, "Nothing has to be built again.");
        foreach (PlannedImage image in plan.UpToDate)
            Line(output, $"Up to date: {image.Name}{(plan.Bases.TryGetValue(image.Name, out ImageBase? lower) ? $", on {lower.Image.Name}" : "")}");
        foreach (string note in plan.Notes)
            Line(output, $"Not known: {note}");
    }

    private static void Line(TextWriter output, string text)
    {
        output.Write(VisibleText.Line(text));
        output.Write('\n');
    }
}
