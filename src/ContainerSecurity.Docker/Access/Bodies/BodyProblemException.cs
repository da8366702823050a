namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>Ends the reading of a body, with what is wrong with it.</summary>
internal sealed class BodyProblemException(string message) : Exception(message);
