namespace ContainerSecurity.Helm.Templates;

/// <summary>A template cannot be parsed or executed. The message names template, line and, where it was executed, the column.</summary>
internal sealed class TemplateException : Exception
{
    public TemplateException(TemplatePhase phase, string message, string template = "", int line = 0, int column = 0, Exception? inner = null)
        : base(message, inner)
    {
        Phase = phase;
        Template = template;
        Line = line;
        Column = column;
    }

    public TemplatePhase Phase { get; }

    /// <summary>Whether a budget is used up, so that nothing else can be tried.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The part of a template that failed; null where it is known by line alone.</summary>
    public Place? Place { get; init; }

    /// <summary>The name of the text in which it failed; empty for an option.</summary>
    public string Template { get; }

    /// <summary>The line, from 1; 0 for an option.</summary>
    public int Line { get; }

    /// <summary>The byte of the line, from 0, as Go counts; 0 where the text was parsed.</summary>
    public int Column { get; }
}
