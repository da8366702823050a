namespace ContainerSecurity.Access.Pictures;

/// <summary>An arrow of a picture. No box has two that leave it.</summary>
/// <param name="From">The number of the box that it leaves.</param>
/// <param name="To">The number of the box that it reaches.</param>
/// <param name="Label">What is done, as a phrase.</param>
/// <param name="Explanation">The step as a sentence.</param>
public sealed record PictureEdge(int From, int To, string Label, string Explanation);
