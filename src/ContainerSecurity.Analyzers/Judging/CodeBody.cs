using ContainerSecurity.Analyzers.Builders;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Roots;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>Finds the roots in one body of code and judges each once: what is part of another root is judged there.</summary>
internal sealed class CodeBody(
    ProjectionContext projection,
    DiagnosticReporter reporter,
    BodyFacts facts,
    Absences absences,
    SharedConstants constants,
    Action<Diagnostic> report,
    CancellationToken cancellation)
{
    private const int MaxArms = 8;
    private readonly HashSet<SyntaxNode> consumed = [];
    private readonly HashSet<(string, TextSpan, string)> told = [];

    public void Judge()
    {
        RootCandidate[] candidates = [.. facts.Creations.Where(c => projection.RootOf(c.Type) is not null)
            .Select(c => new RootCandidate(c, projection.RootOf(c.Type)!, facts))];
        foreach (RootCandidate candidate in candidates)
            if (candidate is { Holder: null, IsInMutation: false })
                JudgeCreation(candidate);
        foreach (RootCandidate candidate in candidates.AsEnumerable().Reverse())
            if (candidate is { Holder: not null, IsHeldItself: true })
                JudgeLocal(candidate);
        foreach (Mutation mutation in facts.Mutations)
            if (!consumed.Contains(mutation.Statement.Syntax))
                JudgeMutation(mutation);
        foreach (RootCandidate candidate in candidates)
            JudgeCreation(candidate);
        foreach (IInvocationOperation call in facts.Calls)
            if (!consumed.Contains(call.Syntax) && projection.RootOf(call.Type) is { } root && call.TargetMethod.DeclaringSyntaxReferences.Length > 0)
                Evaluate(root, call, isClosed: false, p => p.Project(call));
        foreach (IOperation call in facts.Calls.Concat(facts.Creations))
            if (BuilderCalls.IsBuilderCall(call))
                Evaluate(BuilderCalls.Root, call, isClosed: false, p => new BuilderCalls(p, projection.Sources).Project(call));
            else if (DaemonEndpoints.IsEndpoint(call))
                Evaluate(BuilderCalls.Root, call, isClosed: false, p => new DaemonEndpoints(p, projection.Sources).Project(call));
        absences.Tell(Tell, cancellation);
    }

    private void JudgeCreation(RootCandidate candidate)
    {
        if (!consumed.Contains(candidate.Creation.Syntax))
            Evaluate(candidate.Root, candidate.Creation, candidate.IsClosed, p => p.Project(candidate.Creation));
    }

    private void JudgeLocal(RootCandidate candidate)
    {
        if (!consumed.Contains(candidate.Creation.Syntax))
            Evaluate(candidate.Root, candidate.Creation, candidate.IsClosed, p => p.ProjectLocal(candidate.Holder!));
    }

    private void JudgeMutation(Mutation mutation)
    {
        for (int i = 0; i < mutation.Steps.Count; i++)
        {
            Mutation rest = mutation with { Start = i == 0 ? mutation.Start : mutation.Steps[i - 1], Steps = [.. mutation.Steps.Skip(i)] };
            if (projection.RootOf(rest.Start.Type) is not { } root
                || rest.Steps.Any(s =>
                    s.Arguments.Length > 0
                    && DocumentTypes.IsList(s.Instance?.Type)
                    && !DocumentTypes.IsDictionary(s.Instance?.Type)))
                continue;
            Evaluate(root, mutation.Statement, isClosed: false, p => p.ProjectFragment(rest));
            return;
        }
    }

    private void Evaluate(Root root, IOperation operation, bool isClosed, Func<Projector, Draft?> project)
    {
        int arms = 1;
        for (int arm = 0; arm < Math.Min(arms, MaxArms); arm++)
        {
            var projector = new Projector(projection, facts, arm, cancellation);
            Draft? draft = project(projector);
            arms = projector.Arms;
            consumed.UnionWith(projector.Consumed);
            if (draft is not MappingDraft mapping)
                continue;
            if (!isClosed)
                mapping.OpenKeys();
            RootDocument document = RootDocument.Of(root, mapping, projection.Sources.OriginOf(operation.Syntax.SyntaxTree, HeaderOf(operation.Syntax)));
            reporter.Report(
                document.Resources,
                finding => IsKnown(finding, document, projector.Partials) ? Locate(finding, document, operation) : null,
                Location.Create(operation.Syntax.SyntaxTree, HeaderOf(operation.Syntax)),
                Tell,
                message => Shown(message, projector.Partials),
                absences);
        }
    }

    /// <summary>A message without what was put in the place of what is not known.</summary>
    private static string Shown(string message, List<ScalarDraft> partials)
    {
        foreach (ScalarDraft partial in partials)
            if (partial.Shown is { } shown)
                message = message.Replace($"'{partial.Text}'", $"'{shown}'");
        return message;
    }

    /// <summary>Whether a rule speaks of what is known, where only part of a text is.</summary>
    private static bool IsKnown(Finding finding, RootDocument document, List<ScalarDraft> partials) =>
        partials.Count == 0 || PartialTexts.AreJudgedBy(finding.Rule.Id) || document.Find(finding.Location.Path) is not { } node
        || !partials.Any(p => p.Origin.File == node.File && p.Origin.Span == node.Span);

    /// <summary>Arms say the same of what they share, and a variable may be part of two objects.</summary>
    private void Tell(Diagnostic diagnostic)
    {
        if (told.Add((diagnostic.Id, diagnostic.Location.SourceSpan, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))))
            report(diagnostic);
    }

    /// <summary>What is explicit is told where it is written, if that is in this body. What is missing is told at the container, or the whole object.</summary>
    private Place? Locate(Finding finding, RootDocument document, IOperation operation)
    {
        DocumentLocation place = finding.Location;
        if (document.Find(place.Path) is { } node && place.Path.Length > 0)
            return PlaceOf(node, place.Span) is not { } found ? null
                : SharedImage(finding, found) is { } image ? Told(finding, image, found)
                : new Place(found, finding.Rule.Category == "Secrets" && BuilderCalls.IsThrownAway(operation));
        // What a helper method makes is judged there; its caller is told of what the caller gives.
        if (operation is IInvocationOperation && !BuilderCalls.IsBuilderCall(operation))
            return null;
        DocumentNode? container = ContainerOf(place.Path, document);
        Location? whole = container is null ? null : projection.Sources.LocationOf(container.File, container.Span);
        SyntaxNode syntax = whole is not null && IsHere(whole)
            ? whole.SourceTree!.GetRoot(cancellation).FindNode(whole.SourceSpan, getInnermostNodeForTie: true)
            : operation.Syntax;
        return new Place(Location.Create(syntax.SyntaxTree, HeaderOf(syntax)), true) { IsAbsence = true };
    }

    /// <summary>Where the image is written that a finding is about, if several places run the same constant; null for any other.</summary>
    private Location? SharedImage(Finding finding, Location found)
    {
        if (finding.Rule.Category != "Images")
            return null;
        SyntaxNode at = found.SourceTree!.GetRoot(cancellation).FindNode(found.SourceSpan, getInnermostNodeForTie: true);
        ExpressionSyntax? value = at is AssignmentExpressionSyntax assignment ? assignment.Right : at as ExpressionSyntax;
        return value is null ? null : SharedConstants.Find(value, projection.ModelOf(value.SyntaxTree), cancellation);
    }

    /// <summary>The constant, for the first of the uses; none for the others.</summary>
    private Place? Told(Finding finding, Location constant, Location use) =>
        constants.IsToldBy(finding.Rule.Id, constant, use) ? new Place(constant, false) { IsShared = true } : null;

    /// <summary>
    /// The place of a value in this body. Objects of other members are judged there; of what is no object of its own, such as a list of
    /// capabilities in a field, the use is told. A value below its key is told without the key.
    /// </summary>
    private Location? PlaceOf(DocumentNode node, SourceSpan span)
    {
        if (node is ScalarNode && node.Span.Line > span.Line)
            span = node.Span;
        if (projection.Sources.LocationOf(node.File, span) is not { } found)
            return null;
        if (IsHere(found))
            return found;
        if (IsJudgedThere(found))
            return null;
        for (DocumentNode? at = node.Parent; at is not null; at = at.Parent)
            if (projection.Sources.LocationOf(at.File, at.Span) is { } use && IsHere(use))
                return use;
        return null;
    }

    /// <summary>Whether the member that a value stands in tells of it: the value is part of an object there, or of a statement that changes one.</summary>
    private bool IsJudgedThere(Location location) =>
        location.SourceTree!.GetRoot(cancellation).FindNode(location.SourceSpan, getInnermostNodeForTie: true).AncestorsAndSelf()
            .Any(n =>
                n is StatementSyntax
                || (n is BaseObjectCreationExpressionSyntax or WithExpressionSyntax
                    && projection.RootOf(projection.OperationOf(n, cancellation)?.Type) is not null));

    private static DocumentNode? ContainerOf(string path, RootDocument document)
    {
        int at = path.IndexOf("ontainers[", StringComparison.Ordinal);
        int end = at < 0 ? -1 : path.IndexOf(']', at);
        return end < 0 ? null : document.Find(path.Substring(0, end + 1));
    }

    private bool IsHere(Location location) => facts.Blocks.Any(b => b.Syntax.SyntaxTree == location.SourceTree && b.Syntax.Span.Contains(location.SourceSpan));

    /// <summary>The first words of a creation, so that a suggestion does not underline a whole manifest.</summary>
    private static TextSpan HeaderOf(SyntaxNode syntax) => syntax switch
    {
        ObjectCreationExpressionSyntax creation => TextSpan.FromBounds(creation.SpanStart, creation.Type.Span.End),
        ImplicitObjectCreationExpressionSyntax creation => creation.NewKeyword.Span,
        WithExpressionSyntax with => TextSpan.FromBounds(with.SpanStart, with.WithKeyword.Span.End),
        AssignmentExpressionSyntax assignment => assignment.Left.Span,
        _ => syntax.Span,
    };
}
