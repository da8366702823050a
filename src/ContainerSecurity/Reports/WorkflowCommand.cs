using System.Globalization;
using System.Text;

namespace ContainerSecurity.Reports;

/// <summary>A command of GitHub Actions, whose properties and data are encoded as its documentation says and cannot leave their place.</summary>
internal sealed class WorkflowCommand
{
    private readonly StringBuilder text;
    private char separator = ' ';

    public WorkflowCommand(string name) => text = new StringBuilder("::").Append(name);

    public WorkflowCommand With(string property, int value) => With(property, value.ToString(CultureInfo.InvariantCulture));

    public WorkflowCommand With(string property, string value)
    {
        text.Append(separator).Append(property).Append('=').Append(Data(value).Replace(":", "%3A").Replace(",", "%2C"));
        separator = ',';
        return this;
    }

    public void Write(TextWriter output, string message) => output.WriteLine(text.Append("::").Append(Data(message)).ToString());

    /// <summary>Line breaks have codes of the format's own; what else is hidden is shown.</summary>
    private static string Data(string value) => string.Join("%0A", value.Replace("%", "%25").Split('\n').Select(DataOfLine));

    private static string DataOfLine(string line) => string.Join("%0D", line.Split('\r').Select(VisibleText.Of));
}
