using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Build.Gate;

/// <summary>
/// Tells the build what was found. What an image has wrong and its project says at a line is told once, at that line;
/// what no line says, at the project.
/// </summary>
/// <param name="project">The project's file.</param>
internal sealed class GateMessages(string project)
{
    /// <summary>The messages in the build's own form: what denies as errors, other findings from medium on as warnings.</summary>
    public IEnumerable<string> Of(IReadOnlyList<Decision> decisions)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        PolicyFinding[] written = [.. decisions.SelectMany(d => d.Findings).Where(f => f.IsActive && HasLine(f.Finding.Location))];
        foreach (Decision decision in decisions)
        {
            foreach (PolicyFinding finding in decision.Findings.Where(f => f.IsActive && (f.Denies || f.Severity >= Severity.Medium)))
            {
                bool isOfImage = !HasLine(finding.Finding.Location);
                if (isOfImage && Array.Find(written, w => w.Finding.Rule.Id == finding.Finding.Rule.Id && w.Denies == finding.Denies) is not null)
                    continue;
                string place = isOfImage ? project : PlaceOf(finding.Finding.Location.File.Path, finding.Finding.Location.Span);
                string message = BuildMessage.At(place, finding.Denies, finding.Finding.Rule.Id, finding.Finding.Message);
                if (told.Add(message))
                    yield return message;
            }
            foreach (DocumentError error in decision.Errors)
                yield return BuildMessage.At(PlaceOf(error.File, error.Span), isError: true, error.Rule ?? "CSEC0001", error.Message);
            foreach (NotEvaluated gap in decision.NotEvaluated)
                yield return BuildMessage.At(project, isError: !decision.AllowsNotEvaluated, NotEvaluated.Descriptor.Id, gap.Message);
        }
    }

    /// <summary>Whether a place is in a text of the project, and not in an image.</summary>
    private static bool HasLine(DocumentLocation place) => place.File.Text is not null;

    private static string PlaceOf(string file, SourceSpan span) =>
        $"{Path.GetFullPath(file)}({span.Line},{span.Column},{span.EndLine},{span.EndColumn})";
}
