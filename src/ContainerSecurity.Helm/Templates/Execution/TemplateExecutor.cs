using System.Runtime.CompilerServices;
using ContainerSecurity.Helm.Templates.Formatting;
using ContainerSecurity.Helm.Templates.Parsing;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>Executes a template as Go's <c>text/template</c> does, and keeps where each character of the output comes from.</summary>
internal sealed partial class TemplateExecutor(TemplateSet set, TemplateTree tree, TemplateBudget budget)
{
    private const string NoValue = "<no value>";

    private readonly TracedText.Builder output = new();
    private List<(string Name, GoValue Value)> variables = [];
    private TemplateNode current = tree.Root;
    private string template = tree.Name;

    private enum Flow
    {
        Next,
        Break,
        Continue,
    }

    /// <summary>Executes the template.</summary>
    /// <exception cref="TemplateException">It failed, or took more than the budget allows.</exception>
    public TracedText Run(GoValue dot)
    {
        variables.Add(("$", dot));
        try
        {
            Walk(dot, tree.Root);
        }
        catch (InsufficientExecutionStackException)
        {
            throw Error("templates are nested too deeply", isFinal: true);
        }
        return output.ToText();
    }

    private Flow Walk(GoValue dot, ListNode list)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (TemplateNode node in list.Items)
            if (Walk(dot, node) is not Flow.Next and var flow)
                return flow;
        return Flow.Next;
    }

    private Flow Walk(GoValue dot, TemplateNode node)
    {
        At(node);
        switch (node)
        {
            case TextNode text:
                Print(TracedText.Of(text.Text, new Trace(text.Text.Length, text.Place, null, IsExact: true)));
                return Flow.Next;
            case ActionNode action:
                GoValue value = Evaluate(dot, action.Pipeline);
                if (action.Pipeline.Variables.Count == 0)
                    Print(action, value);
                return Flow.Next;
            case ConditionNode condition:
                return WalkCondition(dot, condition);
            case RangeNode range:
                return WalkRange(dot, range);
            case TemplateCallNode call:
                WalkTemplate(dot, call);
                return Flow.Next;
            case LoopControlNode control:
                return control.IsBreak ? Flow.Break : Flow.Continue;
            default:
                throw Error("unknown part of a template");
        }
    }

    private Flow WalkCondition(GoValue dot, ConditionNode node)
    {
        int mark = variables.Count;
        GoValue value = Evaluate(dot, node.Pipeline);
        Flow flow = Flow.Next;
        if (TruthOf(value) is null)
            flow = WalkUndecided(dot, node, value);
        else if (value.IsTrue)
            flow = Walk(node.IsWith ? value : dot, node.Body);
        else if (node.Else is not null)
            flow = Walk(dot, node.Else);
        Pop(mark);
        return flow;
    }

    /// <summary>
    /// Takes the branch that a run is to take where the condition is not known. Where the branch fails, the condition is
    /// what keeps it from being taken, and the other one is.
    /// </summary>
    private Flow WalkUndecided(GoValue dot, ConditionNode node, GoValue value)
    {
        set.Undecided!.Add(node.Pipeline.Place, isLoop: false);
        if (!set.Undecided.TakesBranches)
            return node.Else is null ? Flow.Next : Walk(dot, node.Else);
        var end = output.End;
        (int count, List<(string, GoValue)> outer, string caller) = (variables.Count, variables, template);
        try
        {
            return Walk(node.IsWith ? value : dot, node.Body);
        }
        catch (TemplateException failure) when (!failure.IsFinal)
        {
            output.CutTo(end);
            (variables, template) = (outer, caller);
            Pop(count);
            return node.Else is null ? Flow.Next : Walk(dot, node.Else);
        }
    }

    private bool? TruthOf(GoValue value) => set.Undecided is null ? value.IsTrue : UnknownValue.TruthOf(value);

    private Flow WalkRange(GoValue dot, RangeNode node)
    {
        int before = variables.Count;
        GoValue value = Evaluate(dot, node.Pipeline);
        int mark = variables.Count;
        bool hasRun = false;
        foreach ((GoValue index, GoValue element) in Iterate(node, value))
        {
            hasRun = true;
            SetLoopVariables(node.Pipeline, mark, index, element);
            Flow flow = Walk(element, node.Body);
            Pop(mark);
            if (flow == Flow.Break)
                break;
            At(node);
        }
        Flow last = !hasRun && node.Else is not null ? Walk(dot, node.Else) : Flow.Next;
        Pop(before);
        return last;
    }

    private IEnumerable<(GoValue Index, GoValue Element)> Iterate(RangeNode node, GoValue value)
    {
        switch (value)
        {
            case ListValue list:
                for (int i = 0; i < list.Items.Count; i++)
                    yield return (GoValue.Of(i), list.Items[i]);
                break;
            case MapValue map:
                foreach (object key in map.SortedKeys())
                    if (map[key] is { } element)
                        yield return (map.KeyValue(key), element);
                break;
            case IntegerValue integer:
                if (node.Pipeline.Variables.Count > 1)
                    throw Error($"can't use {Shown(value)} to iterate over more than one variable");
                for (long i = 0; i < integer.Value; i++)
                    yield return (Missing.Value, new IntegerValue(i, integer.Type));
                break;
            case Missing or NilValue:
                break;
            case UnknownValue unknown:
                if (!unknown.IsAbsent)
                    set.Undecided?.Add(node.Pipeline.Place, isLoop: true);
                break;
            default:
                throw Error($"range can't iterate over {Shown(value)}");
        }
    }

    private void SetLoopVariables(PipelineNode pipeline, int mark, GoValue index, GoValue element)
    {
        int count = pipeline.Variables.Count;
        if (count == 0)
            return;
        if (pipeline.IsAssignment)
        {
            Assign(pipeline.Variables[0], count > 1 ? index : element);
            if (count > 1)
                Assign(pipeline.Variables[1], element);
            return;
        }
        variables[mark - 1] = (variables[mark - 1].Name, element);
        if (count > 1)
            variables[mark - 2] = (variables[mark - 2].Name, index);
    }

    private void WalkTemplate(GoValue dot, TemplateCallNode node)
    {
        TemplateTree called = set.Find(node.Name) ?? throw Error($"template {GoQuote.Quote(node.Name)} not defined");
        GoValue argument = node.Pipeline is null ? Missing.Value : Evaluate(dot, node.Pipeline);
        (List<(string, GoValue)> outer, string caller) = (variables, template);
        variables = [("$", argument)];
        template = called.Name;
        if (!budget.TryEnter())
            throw Error($"exceeded maximum template depth ({budget.MaximumDepth})");
        try
        {
            Walk(argument, called.Root);
        }
        finally
        {
            budget.Leave();
        }
        template = caller;
        variables = outer;
    }

    private void Print(TemplateNode node, GoValue value)
    {
        At(node);
        if (value is FunctionValue)
            throw Error($"can't print {Shown(value)} of type {value.Type}");
        TracedText text = value switch
        {
            Missing => TracedText.Of(NoValue),
            TextValue known => known.Traced,
            _ => GoFormat.Print([value]),
        };
        Print(text.PrintedBy(node.Place));
    }

    private void Print(TracedText text)
    {
        if (!budget.TryPrint(text.Text.Length))
            throw Error($"the output is longer than {budget.MaximumCharacters} characters", isFinal: true);
        output.Append(text);
    }

    private void Pop(int mark) => variables.RemoveRange(mark, variables.Count - mark);

    private void Assign(string name, GoValue value)
    {
        int at = variables.FindLastIndex(v => v.Name == name);
        if (at < 0)
            throw Error($"undefined variable: {name}");
        variables[at] = (name, value);
    }

    private void At(TemplateNode node)
    {
        current = node;
        if (!budget.TryStep())
            throw Error($"the template takes more than {budget.MaximumSteps} steps", isFinal: true);
    }

    private static string Shown(GoValue value) => GoFormat.Print([value]).Text;

    private TemplateException Error(string message, Exception? inner = null, bool isFinal = false)
    {
        (int line, int column) = current.Source.LineOf(current.Start);
        string written = current.Place.Length > 0 ? current.Source.Text.Substring(current.Start, Math.Min(current.Place.Length, 60)).Trim() : "";
        return new TemplateException(
            TemplatePhase.Execution,
            $"template: {current.Source.Name}:{line}:{column}: executing {GoQuote.Quote(template)} at <{written}>: {message}",
            current.Source.Name,
            line,
            column,
            inner)
        {
            IsFinal = isFinal || inner is TemplateException { IsFinal: true },
            Place = current.Place,
        };
    }
}
